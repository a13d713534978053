"""Where do files wait that came through the browser, until a person says that they are imported?

<home>/incoming/<id>/delivery.json   who brought what, by its own name
<home>/incoming/<id>/0001.docx       a file; no name of the client's is a name on our disk
<home>/incoming/<id>/report.json     what an import, or a trial of it, made of them
"""

import json
import re
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from corpus import UPLOADED
from corpus.front_matter import one_line
from corpus.readers.formats import FORMATS, Format, suffixes
from indexer.files import write_whole
from library.errors import DeliveryRefused, UnknownDelivery

__all__ = ["LARGEST_DELIVERY", "MOST_FILES", "Delivered", "Delivery", "Spool"]

_MIB = 2**20
LARGEST_DELIVERY = 512 * _MIB
"""Bytes of all files of one delivery."""
MOST_FILES = 500
_LONGEST_NAME = 100  # characters
_KEPT = 14 * 86400.0  # seconds after which a delivery is cleared away
_ID = re.compile(r"[0-9a-f]{32}")
_MANIFEST, _REPORT = "delivery.json", "report.json"
_BY_SUFFIX = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that was received: its own name, its name here, its size in bytes."""

    name: str
    stored: str
    size: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that were brought together; `apart` names those that are no newer form of another.

    `refused` says of what was not taken why; `begun_at` is in seconds since 1970, UTC.
    """

    delivery_id: str
    folder: Path
    who: str
    begun_at: float
    files: tuple[Delivered, ...] = ()
    apart: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def paths(self) -> list[Path]:
        """Where the files are, in the order in which they came."""
        return [self.folder / file.stored for file in self.files]

    @property
    def waits(self) -> bool:
        """Whether the files are still there, to be imported."""
        return bool(self.files) and all(path.is_file() for path in self.paths)

    def named(self, path: Path) -> Path:
        """Return the name under which a file came, as a path of one part."""
        return Path(next(file.name for file in self.files if file.stored == path.name))

    def key_of(self, shown: Path) -> str:
        """Return the source key of a file, or of one in an archive, by its own name.

        A file of the same name as one before takes its place, unless it is kept `apart`.
        """
        apart = f"{self.delivery_id}/" if shown.parts[0] in self.apart else ""
        return f"{UPLOADED}{apart}{shown.as_posix()}"

    def report(self) -> dict[str, Any] | None:
        """Return what was made of the files, as `keep_report` was given it; None for nothing."""
        try:
            found: dict[str, Any] = json.loads((self.folder / _REPORT).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def keep_report(self, report: Mapping[str, Any]) -> None:
        """Keep what was made of the files; raise OSError."""
        _write_json(self.folder / _REPORT, report)

    def clear(self) -> None:
        """Remove the files; who brought which stays, and the report."""
        for path in self.paths:
            path.unlink(missing_ok=True)


class Spool:
    """The deliveries of one home; threads may share it."""

    def __init__(self, home: Path) -> None:
        self._folder, self._lock = home / "incoming", Lock()

    def get(self, delivery_id: str) -> Delivery:
        """Return a delivery; raise UnknownDelivery."""
        folder = self._place(delivery_id)
        try:
            kept = json.loads((folder / _MANIFEST).read_text("utf-8"))
            files = tuple(Delivered(**file) for file in kept["files"])
            apart, refused = tuple(kept["apart"]), tuple(kept["refused"])
            return Delivery(
                delivery_id, folder, kept["who"], kept["begun_at"], files, apart, refused
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnknownDelivery from error

    def recent(self, most: int = 20) -> list[Delivery]:
        """Return the deliveries there are, the newest first."""
        found = []
        for folder in self._folder.glob("*"):
            with suppress(UnknownDelivery):
                found.append(self.get(folder.name))
        return sorted(found, key=lambda one: -one.begun_at)[:most]

    def receive(self, delivery_id: str, who: str, name: str, content: BinaryIO) -> Delivered:
        """Keep a file of a delivery, which begins with its first one.

        Raise DeliveryRefused for a format that is not read and for what is too large, OSError.
        """
        folder, shown = self._place(delivery_id), _shown(name)
        with self._lock:
            delivery = self._begun(delivery_id, who, folder)
            try:
                file = _received(delivery, shown, content)
            except DeliveryRefused as error:
                if len(delivery.refused) < MOST_FILES:
                    _keep(replace(delivery, refused=(*delivery.refused, str(error))))
                raise
            _keep(replace(delivery, files=(*delivery.files, file)))
        return file

    def set_apart(self, delivery: Delivery, names: tuple[str, ...]) -> Delivery:
        """Keep these files from taking the place of others of their name; return it so."""
        with self._lock:
            apart = replace(self.get(delivery.delivery_id), apart=names)
            _keep(apart)
        return apart

    def discard(self, delivery_id: str) -> None:
        """Remove a delivery with all that is in it; raise UnknownDelivery."""
        shutil.rmtree(self.get(delivery_id).folder, ignore_errors=True)

    def _place(self, delivery_id: str) -> Path:
        if not _ID.fullmatch(delivery_id):
            raise UnknownDelivery
        return self._folder / delivery_id

    def _begun(self, delivery_id: str, who: str, folder: Path) -> Delivery:
        with suppress(UnknownDelivery):
            return self.get(delivery_id)
        self._sweep()
        folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)  # what is in there has not been looked at
        return Delivery(delivery_id, folder, who, time.time())

    def _sweep(self) -> None:
        for old in self.recent(most=10_000):
            if time.time() - old.begun_at > _KEPT:
                shutil.rmtree(old.folder, ignore_errors=True)


def _keep(delivery: Delivery) -> None:
    kept = {
        "who": delivery.who,
        "begun_at": delivery.begun_at,
        "files": [asdict(file) for file in delivery.files],
        "apart": list(delivery.apart),
        "refused": list(delivery.refused),
    }
    _write_json(delivery.folder / _MANIFEST, kept)


def _write_json(path: Path, value: object) -> None:
    write_whole(path, json.dumps(value, ensure_ascii=False).encode())


def _received(delivery: Delivery, name: str, content: BinaryIO) -> Delivered:
    if len(delivery.files) >= MOST_FILES:
        raise DeliveryRefused(name, f"一次最多 {MOST_FILES} 个文件，请分几次上传")
    form = _format(name)
    stored = f"{len(delivery.files) + 1:04}{Path(name).suffix.lower()}"
    room = LARGEST_DELIVERY - delivery.size
    size = _write(delivery.folder / stored, content, name, form, room)
    return Delivered(_other_name(name, {file.name for file in delivery.files}), stored, size)


def _shown(name: str) -> str:
    """Return what a file is called, as one safe line without any folder of the client's."""
    last = name.replace("\\", "/").rpartition("/")[2]
    line = one_line(last.encode("utf-8", "replace").decode()).strip(". ") or "未命名"
    stem, suffix = Path(line).stem, Path(line).suffix
    return stem[: _LONGEST_NAME - len(suffix[:12])] + suffix[:12]


def _other_name(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{Path(name).stem}（{number}）{Path(name).suffix}"
    return found


def _format(name: str) -> Format:
    form = _BY_SUFFIX.get(Path(name).suffix.lower())
    if form is None:
        raise DeliveryRefused(
            name, f"暂不支持这种格式。可导入的有 {'、'.join(suffixes)}，请先另存为其中一种"
        )
    return form


def _write(path: Path, content: BinaryIO, name: str, form: Format, room: int) -> int:
    """Copy what is read, up to what a file of this format may have; return the bytes."""
    size, most = 0, min(form.largest, room)
    try:
        with path.open("xb") as file:
            while piece := content.read(_MIB):
                size += len(piece)
                if size > most:
                    raise DeliveryRefused(name, _too_large(form, room))
                file.write(piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return size


def _too_large(form: Format, room: int) -> str:
    if room < form.largest:
        return f"这一批文件合计超过 {LARGEST_DELIVERY // _MIB} MB，请分几次上传"
    return f"{form.name}最大 {form.largest // _MIB} MB，请确认它是需要的文件，或拆分后再上传"
