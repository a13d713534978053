"""`zhiku serve`: how do people reach the pages?"""

from importlib.metadata import version
from typing import Annotated

import typer
import uvicorn

from commands.context import Exit, Home, fail, reporting, settings_for
from search import open_service
from web import create_app

__all__ = ["serve"]


def serve(
    host: Annotated[
        str | None, typer.Option(help="监听的地址，默认 127.0.0.1，只有本机能访问")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="监听的端口，默认 8000")
    ] = None,
    home: Home = None,
) -> None:
    """打开网页服务。按 Ctrl+C 停止。"""
    with reporting():
        settings = settings_for(home)
        host, port = host or settings.host, port or settings.port
        app = create_app(open_service(settings), version=version("zhiku"))
        typer.echo(f"智库已就绪：http://{host}:{port}  （按 Ctrl+C 停止）")
        try:
            uvicorn.run(app, host=host, port=port, log_level="warning")
        except SystemExit as error:
            message = f"无法监听 {host}:{port}，可能已被占用。请用 --port 换一个端口。"
            raise fail(message, Exit.BROKEN) from error
