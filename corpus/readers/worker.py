"""How does a child process read risky formats for its parent, within limits?

The first line says that it is ready, then requests and answers are lines of JSON; see guard.py
for the other end.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from corpus.errors import UnreadableFile
from corpus.readers import html, ofd, pdf, sheets, word
from corpus.readers.port import RawText, Reader
from corpus.readers.recognition import BUSY, Picture, Reading, Recogniser, load

__all__ = ["main"]

_READERS: dict[str, Reader] = {
    "html": html.read,
    "word": word.read,
    "pdf": pdf.read,
    "ofd": ofd.read,
    "excel": sheets.read_workbook,
    "csv": sheets.read_csv,
}
_SCANS: dict[str, Callable[[Path, Recogniser], RawText]] = {
    "pdf-scan": pdf.read,
    "ofd-scan": ofd.read,
}
_ADVICE = "请重新取得原件，或用办公软件打开并另存后再导入。"


def main() -> None:
    """Answer requests until the parent closes the pipe; libraries may not write between."""
    _limit_memory(int(sys.argv[1]))
    with os.fdopen(os.dup(1), "w", encoding="ascii") as channel:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        channel.write("ready\n")
        channel.flush()
        readers = dict(_READERS)
        for line in sys.stdin:
            form, path = json.loads(line)
            if form not in readers:
                readers[form] = _reader_of_scans(form, channel)
            channel.write(json.dumps(_answer(readers[form], Path(path))) + "\n")
            channel.flush()


def _reader_of_scans(form: str, channel: TextIO) -> Reader:
    """Return a reader that says with every picture that it is still at work."""
    recognise = load()

    def slowly(picture: Picture) -> Reading:
        channel.write(f"{BUSY}\n")
        channel.flush()
        try:
            return recognise(picture)
        except Exception:  # what no library can read is a page without text
            return Reading([], 0, 0)

    return lambda path: _SCANS[form](path, slowly)


def _answer(reader: Reader, path: Path) -> dict[str, Any]:
    try:
        raw = reader(path)
        return {
            "text": raw.text,
            "front": dict(raw.front),
            "notes": raw.notes,
            "places": [(place.start, place.name) for place in raw.places],
            "doubts": [(doubt.field, doubt.value, doubt.reason) for doubt in raw.doubts],
            "unread": raw.unread,
        }
    except UnreadableFile as error:
        return {"reason": error.reason, "advice": error.advice}
    except MemoryError:
        return {"reason": "读取所需内存超过上限", "advice": "请拆分后再导入。"}
    except RecursionError:
        return {"reason": "内容嵌套过深，像是损坏或恶意的文件", "advice": _ADVICE}
    except Exception as error:  # a library met what it does not expect: the file is at fault
        return {"reason": f"文件内容不合格式（{type(error).__name__}）", "advice": _ADVICE}


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    main()
