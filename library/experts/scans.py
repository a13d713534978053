"""Where do the signed reports of reviews lie, and what is taken for one?

In the database of the experts, so that backup and access are the same; the log has the SHA-256.
"""

import hashlib

from library.errors import DrawRejected
from library.experts.expert_file import ExpertFile

__all__ = ["LARGEST_SCAN", "SCAN_SUFFIXES", "Scans"]

LARGEST_SCAN = 20 * 2**20
"""Bytes of a scan."""
_SIGNS = {".pdf": b"%PDF-", ".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
SCAN_SUFFIXES = tuple(_SIGNS)


class Scans:
    """The scans of one pool."""

    def __init__(self, file: ExpertFile) -> None:
        self._file = file

    def keep(self, request_id: str, content: bytes) -> str:
        """Keep the scan of a request and return its SHA-256 in hex; raise DrawRejected."""
        if len(content) > LARGEST_SCAN:
            raise DrawRejected(f"扫描件超过 {LARGEST_SCAN // 2**20} MB，请压缩后再传。")
        suffix = next((one for one, sign in _SIGNS.items() if content.startswith(sign)), "")
        if not suffix:
            raise DrawRejected(f"扫描件应是 {'、'.join(SCAN_SUFFIXES)} 文件。")
        digest = hashlib.sha256(content).hexdigest()
        self._file.run(
            "INSERT INTO scans (sha256, request_id, suffix, content) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            digest, request_id, suffix, content,
        )  # fmt: skip
        return digest

    def has(self, request_id: str, digest: str) -> bool:
        """Tell whether the scan is here, and not its sum alone."""
        query = "SELECT 1 FROM scans WHERE request_id = ? AND sha256 = ?"
        return bool(self._file.rows(query, request_id, digest))

    def get(self, request_id: str, digest: str) -> tuple[bytes, str]:
        """Return the bytes and the suffix; raise DrawRejected where only the sum is known."""
        query = "SELECT content, suffix FROM scans WHERE request_id = ? AND sha256 = ?"
        for content, suffix in self._file.rows(query, request_id, digest):
            return bytes(content), str(suffix)
        raise DrawRejected("这份扫描件没有上传，只登记了它的 SHA-256。")
