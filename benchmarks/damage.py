"""How are good files spoilt? Truncated, flipped, repeated, renamed, nested, bombs, long lines."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["GOOD", "damaged", "inputs"]

SUFFIXES = (
    ".txt", ".md", ".html", ".docx", ".pdf", ".ofd", ".xlsx", ".csv", ".zip", ".doc", ".wps",
    ".xls",
)  # fmt: skip
GOOD = "关于第{number}号示例工作的通知\n\n一、工作目标\n\n落实第{number}号责任。\n"
"""A file that must be imported whatever lies beside it."""

_MIB = 2**20
_ESCAPES = (
    "../../坏.txt",
    "/etc/坏.txt",
    "C:\\坏.txt",
    "a/../../坏.txt",
    "..\\..\\坏.txt",
    "\\\\机\\坏.txt",
)


def inputs(shared: Path) -> list[Path]:
    """Return the real files to spoil; larger ones only cost time."""
    found = (path for path in (shared / "inputs").rglob("*") if path.is_file())
    known = (path for path in found if path.suffix.lower() in SUFFIXES)
    return sorted(path for path in known if 0 < path.stat().st_size < 700_000)


def damaged(sources: list[Path], count: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield `count` file names and their bytes; every fiftieth is made to exhaust or to escape."""
    for number in range(count):
        source = chance.choice(sources)
        if number % 50 == 0:
            suffix, data = _TRAPS[number // 50 % len(_TRAPS)](source, chance)
        else:
            suffix, data = source.suffix.lower(), _mutated(source.read_bytes(), chance)
            if chance.random() < 0.2:
                suffix = chance.choice(SUFFIXES)
        yield f"坏{number:04}{suffix}", data


def _mutated(data: bytes, chance: random.Random) -> bytes:  # noqa: PLR0911 - one kind a line
    start = chance.randrange(len(data))
    match chance.randrange(7):
        case 0:
            return data[:start]
        case 1:
            return _flipped(data, chance)
        case 2:
            return data[:start] + data[start + chance.randrange(1, 2000) :]
        case 3:
            return data[:start] + data[start : start + 500] * chance.randrange(2, 50) + data[start:]
        case 4 if data.startswith(b"PK"):
            return _inner_damage(data, chance)
        case 5:
            return _packed({f"文件{source}.bin": data[: start + 1] for source in range(3)})
    return data[: chance.randrange(1, 200)] + bytes(chance.randrange(100)) + data[-300:]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice([1, 5, 50, 500])):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _inner_damage(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a package and pack it again, so that its checksums hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith(".xml") and parts[name]] or [*parts]
    victim = chance.choice(names)
    return _packed(parts | {victim: _flipped(parts[victim] or b" ", chance)})


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _bomb(_: Path, chance: random.Random) -> tuple[str, bytes]:
    """Pack zeros: as a file of an archive, or as the body of a document."""
    name, suffix = chance.choice(
        [("零.txt", ".zip"), ("word/document.xml", ".docx"), ("OFD.xml", ".ofd"),
         ("xl/workbook.xml", ".xlsx")]
    )  # fmt: skip
    return suffix, _packed({name: bytes(300 * _MIB)})


def _nested(source: Path, _: random.Random) -> tuple[str, bytes]:
    """Pack archives in archives, deeper than anyone unpacks, many a level."""
    data = _packed({source.name: source.read_bytes()[:20_000]})
    for _level in range(6):
        data = _packed({f"{number}.zip": data for number in range(2)})
    return ".zip", data


def _escape(source: Path, _: random.Random) -> tuple[str, bytes]:
    return ".zip", _packed({name: source.read_bytes() for name in _ESCAPES})


def _long_line(_: Path, chance: random.Random) -> tuple[str, bytes]:
    suffix = chance.choice([".txt", ".html", ".csv", ".md"])
    return suffix, "安全生产".encode() * (100 * _MIB // 12)


def _longest_allowed(_: Path, chance: random.Random) -> tuple[str, bytes]:
    """Fill one line up to the largest size that is read at all."""
    piece = chance.choice(["<b>安</b>", "安全，", "1381234 5678 ", "第一条 ", '"a",', "一、", "(("])
    suffix = chance.choice([".txt", ".html", ".csv", ".md"])
    return suffix, (piece.encode() * (15 * _MIB // len(piece.encode())))


def _entities(_: Path, __: random.Random) -> tuple[str, bytes]:
    """Declare entities of entities, as a body of a Word document."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE d [<!ENTITY e0 "安全">{lines}]><d>&e9;</d>'
    return ".docx", _packed({"word/document.xml": body.encode()})


def _deep(_: Path, chance: random.Random) -> tuple[str, bytes]:
    if chance.random() < 0.5:
        return ".html", b"<div>" * 300_000
    tags = b"<w:sdtContent>" * 100_000
    return ".docx", _packed({"word/document.xml": b'<w:d xmlns:w="w"><w:body>' + tags})


_Trap = Callable[[Path, random.Random], tuple[str, bytes]]
_TRAPS: tuple[_Trap, ...] = (
    _bomb, _nested, _escape, _long_line, _longest_allowed, _entities, _deep,
)  # fmt: skip
