"""How does a file leave through the browser?"""

from urllib.parse import quote

from fastapi import Response

__all__ = ["download"]

_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".md": "text/markdown; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes, name: str, suffix: str) -> Response:
    """Return a file to save under a Chinese name; `suffix` tells its kind."""
    told = f"attachment; filename=\"zhiku{suffix}\"; filename*=UTF-8''{quote(name + suffix)}"
    return Response(content, media_type=_TYPES[suffix], headers={"Content-Disposition": told})
