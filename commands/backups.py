"""`zhiku backup` and `zhiku restore`: how does a home survive the loss of its disk?"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from commands.context import (
    AsJson,
    Exit,
    Home,
    fail,
    print_json,
    progress_bar,
    reporting,
    settings_for,
)
from library.backups import BackupManifest, inspect_backup, restore_backup, write_backup
from library.priority import yield_to_searches
from search import Settings

__all__ = ["backup", "restore"]

_WARNING = (
    "备份里有未隐去个人信息的原件和用户的账号，写成只有本人可读；请存放在受控的地方，"
    "不要外传，换下来的介质要销毁。"
)
_KEY = (
    "\n备份里没有专家联系方式的密钥（{}）：少了它，恢复后联系方式解不开。"
    "请用 zhiku experts key -o 文件 另存，与备份分开保管。"
)
_NO_KEY = "备份里没有专家联系方式的密钥：请把另存的密钥（或原目录里的）放到 {}，权限 0600。"
_UNIT = 2**20


def backup(
    target: Annotated[Path, typer.Argument(metavar="文件", help="写到哪个文件，如 备份.zip")],
    with_index: Annotated[
        bool, typer.Option("--with-index", help="连同索引：大得多，恢复后不必重建")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把不能重建的全部写成一个备份文件。检索、导入、建索引都不必停。"""
    with reporting():
        settings = settings_for(home)
        if target.exists() and (target.is_dir() or not overwrite):
            raise fail(f"{target} 已经存在。换个名字，或加 --overwrite 替换它。", Exit.BAD_USAGE)
        yield_to_searches()
        with _progress("备份", visible=not as_json) as advance:
            manifest = write_backup(settings, target, with_index=with_index, advance=advance)
        size, checksum = target.stat().st_size, _checksum(target)
        warning = _WARNING + (_KEY.format(settings.experts_key) if _has_key(settings) else "")
        if as_json:
            print_json({**_facts(manifest), "output": str(target), "bytes": size,
                        "sha256": checksum, "warning": warning})  # fmt: skip
            return
        typer.echo(f"已备份到 {target}（{size / _UNIT:.1f} MB）：{_held(manifest)}。")
        typer.echo(f"SHA-256：{checksum}\n{warning}")


def restore(
    archive: Annotated[Path, typer.Argument(metavar="文件", help="zhiku backup 写出的备份")],
    replacing: Annotated[
        bool, typer.Option("--replace", help="代替现有的数据目录；原来的另存一边，不删除")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="只看备份里有什么，不恢复")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从备份恢复数据目录。先逐个核对校验和，全部无误才一次换上；否则什么也不改。"""
    with reporting():
        if check:
            _tell(inspect_backup(archive), as_json=as_json)
            return
        settings = settings_for(home)
        with _progress("恢复", visible=not as_json) as advance:
            restored = restore_backup(settings.home, archive, replacing=replacing, advance=advance)
        manifest, aside = restored.manifest, restored.aside
        if as_json:
            print_json({**_facts(manifest), "home": str(settings.home),
                        "aside": str(aside) if aside else None})  # fmt: skip
            return
        typer.echo(f"已恢复到 {settings.home}：{_held(manifest)}。")
        if aside:
            typer.echo(
                f"原来的数据目录在 {aside}，核对后请自行删除（里面有未隐去个人信息的原件）。"
            )
        if settings.experts.is_file() and not settings.experts_key.is_file():
            typer.echo(_NO_KEY.format(settings.experts_key))
        typer.echo("网页服务正开着的，请重新启动。" if manifest.with_index else _REINDEX)


_REINDEX = "请运行 zhiku reindex 重建索引；网页服务正开着的，请重新启动。"


@contextmanager
def _progress(label: str, *, visible: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how many MB are done, once there is something to show."""
    with progress_bar(visible=visible) as progress:
        tasks: list[TaskID] = []

        def advance(done: int, size: int) -> None:
            if not tasks:
                tasks.append(progress.add_task(f"{label}（MB）", total=-(-size // _UNIT)))
            progress.update(tasks[0], completed=-(-done // _UNIT))

        yield advance


def _has_key(settings: Settings) -> bool:
    """Tell whether there are contact data of experts, which only their key opens."""
    return settings.experts.is_file() and settings.experts_key.is_file()


def _tell(manifest: BackupManifest, *, as_json: bool) -> None:
    if as_json:
        print_json(_facts(manifest))
        return
    typer.echo(f"{manifest.created} 由智库 {manifest.version} 备份：{_held(manifest)}。")
    typer.echo(f"解开后 {manifest.size / _UNIT:.1f} MB。恢复时才逐个核对内容的校验和。")


def _held(manifest: BackupManifest) -> str:
    index = "，含索引" if manifest.with_index else "，不含索引"
    return (
        f"{manifest.documents} 份文件、{manifest.clauses} 个条款、"
        f"{manifest.originals} 份原件{index}"
    )


def _facts(manifest: BackupManifest) -> dict[str, object]:
    values = asdict(manifest)
    return {**values, "files": len(manifest.files), "size": manifest.size}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
