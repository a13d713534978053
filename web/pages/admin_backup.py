"""How does an administrator make a backup, take it away, and see what is in it?"""

import shlex

from fastapi import Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from library.backups import MOST_KEPT, BackupManifest, KeptBackup, KeptBackups, inspect_backup
from library.errors import BackupRejected, JobBusy
from library.experts import examine_experts
from library.jobs import Kind
from search import Check
from web.indexing import start_backup
from web.service import accounts_of, jobs_of, settings_of
from web.templating import render
from web.visitors import user_of

__all__ = ["backup", "check", "fetch", "make"]


def backup(request: Request) -> Response:
    """Show what a backup holds, those that are kept, and how one is restored."""
    return _page(request)


def make(request: Request) -> Response:
    """Begin to make one in a process of its own."""
    try:
        start_backup(request)
    except JobBusy as error:
        return _page(request, refused=str(error))
    return RedirectResponse("/admin/backup", 303)


def fetch(request: Request, archive: str) -> Response:
    """Send one, piece by piece, and note who took it; raise UnknownBackup."""
    found = _kept(request).get(archive)
    if request.method == "GET":
        accounts_of(request).audit(user_of(request), "下载备份", found.name)
    return FileResponse(found.path, media_type="application/zip", filename=found.name)


def check(request: Request, archive: str) -> Response:
    """Compare what one says of itself with what lies in it; raise UnknownBackup."""
    found = _kept(request).get(archive)
    try:
        return _page(request, checked=found, manifest=inspect_backup(found.path))
    except BackupRejected as error:
        return _page(request, checked=found, refused=f"{found.name}：{error}")


def _kept(request: Request) -> KeptBackups:
    return KeptBackups(settings_of(request))


def _page(
    request: Request,
    *,
    refused: str = "",
    checked: KeptBackup | None = None,
    manifest: BackupManifest | None = None,
) -> Response:
    kept, home = _kept(request), settings_of(request).home.resolve()
    backups, checks = kept.all(), examine_experts(settings_of(request))
    shown = backups[0].path if backups else kept.folder / "备份.zip"
    return render(
        request,
        "admin_backup.html",
        status_code=409 if refused else 200,
        refused=refused,
        expert_key=settings_of(request).experts_key if checks else None,
        key_problem="".join(one.message for one in checks if one.state == Check.BROKEN),
        job=jobs_of(request).latest(Kind.BACKUP),
        busy=jobs_of(request).running(),
        estimate=kept.estimate(),
        backups=backups,
        most=MOST_KEPT,
        checked=checked,
        manifest=manifest,
        restoring=f"zhiku restore {shlex.quote(str(shown.resolve()))} --replace"
        f" --home {shlex.quote(str(home))}",
        reindexing=f"zhiku reindex --home {shlex.quote(str(home))}",
    )
