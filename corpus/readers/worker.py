"""How does a child process read risky formats for its parent, within limits?

The first line says that it is ready, then requests and answers are lines of JSON; see guard.py
for the other end.
"""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFile
from corpus.readers import html, ofd, pdf, sheets, word
from corpus.readers.port import Reader

__all__ = ["main"]

_READERS: dict[str, Reader] = {
    "html": html.read,
    "word": word.read,
    "pdf": pdf.read,
    "ofd": ofd.read,
    "excel": sheets.read_workbook,
    "csv": sheets.read_csv,
}
_ADVICE = "请重新取得原件，或用办公软件打开并另存后再导入。"


def main() -> None:
    """Answer requests until the parent closes the pipe; libraries may not write between."""
    _limit_memory(int(sys.argv[1]))
    with os.fdopen(os.dup(1), "w", encoding="ascii") as channel:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        channel.write("ready\n")
        channel.flush()
        for line in sys.stdin:
            form, path = json.loads(line)
            channel.write(json.dumps(_answer(form, Path(path))) + "\n")
            channel.flush()


def _answer(form: str, path: Path) -> dict[str, Any]:
    try:
        raw = _READERS[form](path)
        return {
            "text": raw.text,
            "front": dict(raw.front),
            "notes": raw.notes,
            "places": [(place.start, place.name) for place in raw.places],
            "doubts": [(doubt.field, doubt.value, doubt.reason) for doubt in raw.doubts],
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
