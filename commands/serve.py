"""`zhiku serve`: how do people reach the pages?"""

import errno
import socket
from contextlib import closing
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from commands.context import Exit, Home, fail, reporting, settings_for
from commands.stopping import until_stopped
from library.accounts import Accounts
from library.duties import DutyLibrary
from library.exams import Exams
from library.questions import BankFile
from library.sharing import ChangeLog
from search import SearchService, Settings, open_service

if TYPE_CHECKING:
    from uvicorn import Server

__all__ = ["serve"]


def serve(
    host: Annotated[
        str | None,
        typer.Option(metavar="地址", help="监听的地址，默认 127.0.0.1，只有本机能访问"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, metavar="端口", help="监听的端口，默认 8000"),
    ] = None,
    home: Home = None,
) -> None:
    """打开网页服务。按 Ctrl+C 停止。"""
    with reporting():
        settings = settings_for(home)
        host, port = host or settings.host, port or settings.port
        anonymous = settings.reads_anonymously(host)
        service = open_service(settings)
        with (
            _listening(host, port) as place,
            Accounts(settings.accounts) as accounts,
            closing(ChangeLog(settings.changes)) as changes,
            BankFile(settings.questions) as bank,
            closing(Exams(settings.exams)) as exams,
            until_stopped("\n已停止。") as stop,
        ):
            duties = DutyLibrary(service)
            server = _server(
                service, accounts, changes, settings, duties, bank, exams, anonymous=anonymous
            )
            service.follow()
            _watch(service, accounts, changes, duties, bank, exams)
            _announce(service, host, port)
            _announce_accounts(accounts, anonymous)
            if not stop.is_set():
                _run(server, place)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens already; say why where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise fail(f"无法监听 {_address(host, port)}：{_reason(error)}", Exit.BROKEN) from error


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "这个端口已被占用。请停掉占用它的程序，或用 --port 换一个端口。"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "没有使用这个端口的权限。请用 --port 换一个 1024 以上的端口。"
    if error.errno in {errno.EADDRNOTAVAIL, socket.EAI_NONAME, socket.EAI_AGAIN}:
        return "本机没有这个地址。请核对 --host；0.0.0.0 表示本机的全部地址。"
    return f"{error.strerror or error}。"


def _announce(service: SearchService, host: str, port: int) -> None:
    """Say where the pages are, and whether anything can be found there yet."""
    state = service.health()
    url = f"http://{_address(host, port)}"
    if state.searchable:
        typer.echo(f"智库已就绪：{url}  （按 Ctrl+C 停止）")
    else:
        typer.echo(f"网页已打开：{url}  （按 Ctrl+C 停止），但目前还不能检索。")
    for problem in state.problems:
        typer.echo(f"注意：{problem}")


def _announce_accounts(accounts: Accounts, anonymous: bool) -> None:
    """Say who may read, and how the first administrator comes about."""
    if not anonymous:
        typer.echo("不登录不能检索和阅读（ZHIKU_ANONYMOUS）。")
    if not accounts.users.all():
        typer.echo("还没有用户。建立第一个管理员：zhiku user add 名字 --role 管理员")


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _server(
    service: SearchService,
    accounts: Accounts,
    changes: ChangeLog,
    settings: Settings,
    duties: DutyLibrary,
    bank: BankFile,
    exams: Exams,
    *,
    anonymous: bool,
) -> "Server":
    # Only this command needs the web; the others start a quarter of a second sooner without it.
    from uvicorn import Config, Server  # noqa: PLC0415

    from web import create_app  # noqa: PLC0415

    app = create_app(
        service,
        version=version("zhiku"),
        accounts=accounts,
        settings=settings,
        changes=changes,
        duties=duties,
        bank=bank,
        exams=exams,
        anonymous=anonymous,
        develop=settings.develop,
    )
    # A query of 100,000 characters shall reach our own answer, not the parser's.
    limit = 1 << 20
    return Server(Config(app, log_level="warning", http="h11", h11_max_incomplete_event_size=limit))


def _watch(
    service: SearchService,
    accounts: Accounts,
    changes: ChangeLog,
    duties: DutyLibrary,
    bank: BankFile,
    exams: Exams,
) -> None:
    """Look at each index that serves, and do what is due for tests, in the background."""
    from web.watching import Watcher  # noqa: PLC0415 - as above

    Watcher(service, accounts, changes, duties.prepare, bank, exams).follow()


def _run(server: "Server", place: socket.socket) -> None:
    try:
        server.run(sockets=[place])
    except SystemExit as error:
        raise fail("网页服务启动失败，原因见上方的记录。", Exit.BROKEN) from error
