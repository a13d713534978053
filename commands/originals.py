"""`zhiku original`: what was the file that a document was read from?"""

from pathlib import Path
from typing import Annotated

import typer

from commands.context import AsJson, Exit, Home, fail, print_json, reporting, settings_for
from corpus import Originals
from search import open_store

__all__ = ["original"]

_WARNING = (
    "原件没有隐去个人信息（联系人、电话、邮箱、证件号等），只供管理员核对，请勿外传，用完请删除。"
)


def original(
    identity: Annotated[str, typer.Argument(metavar="文件编号", help="zhiku show 所用的文件编号")],
    output: Annotated[
        Path, typer.Option("--output", metavar="路径", help="写到哪个新文件；已有的文件不会覆盖")
    ],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """取出一份文件的原件（未隐去个人信息，只供管理员在本机核对）。"""
    with reporting():
        settings = settings_for(home)
        with open_store(settings) as store:
            document = store.get(identity)
        if output.exists():
            raise fail(f"{output} 已经存在，没有覆盖。请另给一个路径。", Exit.BAD_USAGE)
        Originals(settings.originals).copy(document.origin, output)
        if as_json:
            print_json(
                {"document_id": identity, "sha256": document.origin, "output": str(output),
                 "warning": _WARNING}
            )  # fmt: skip
        else:
            typer.echo(f"《{document.title}》的原件已写到 {output}。\n{_WARNING}")
