"""Which backups are there, and how does a program of an administrator make or check one?"""

from typing import Annotated, Any

from fastapi import Path, Request
from fastapi.responses import JSONResponse

from library.backups import KeptBackup, KeptBackups, inspect_backup
from library.errors import BackupRejected
from web.api.jobs import told_job
from web.indexing import start_backup
from web.moments import iso
from web.service import settings_of

__all__ = ["backups", "check", "make"]

ArchiveName = Annotated[
    str, Path(description="备份的文件名", examples=["zhiku-20260105-081500-000000.zip"])
]


def backups(request: Request) -> JSONResponse:
    """Answer with every backup that is kept, the newest first."""
    return JSONResponse(
        {"backups": [_told(one) for one in KeptBackups(settings_of(request)).all()]}
    )


def make(request: Request) -> JSONResponse:
    """Begin to make one in a process of its own; raise JobBusy."""
    return JSONResponse(told_job(start_backup(request)))


def check(request: Request, archive: ArchiveName) -> JSONResponse:
    """Compare what one says of itself with what lies in it; raise UnknownBackup."""
    found = KeptBackups(settings_of(request)).get(archive)
    try:
        manifest = inspect_backup(found.path)
    except BackupRejected as error:
        told = {"sound": False, "fault": str(error), "documents": None, "clauses": None}
        return JSONResponse(_told(found) | told)
    held = {"documents": manifest.documents, "clauses": manifest.clauses}
    return JSONResponse(_told(found) | {"sound": True, "fault": ""} | held)


def _told(one: KeptBackup) -> dict[str, Any]:
    place = f"/api/v1/backups/{one.name}"
    return {"name": one.name, "size": one.size, "begun_at": iso(one.at), "url": place}
