"""What is done for each kind of job? The same as the commands do."""

from collections.abc import Callable, Mapping
from typing import Any

from corpus import ImportReport, Result
from library.backups import KeptBackups
from library.collection import (
    Delivery,
    Spool,
    build_in_words,
    changes_in_words,
    import_into,
    report_json,
    totals,
)
from library.errors import UnknownDelivery
from library.exchange import collect_published
from library.jobs.job import Job, Kind
from library.questions import reconsider_after_build
from search import Settings, rebuild

__all__ = ["TASKS"]

Advance = Callable[[str, int, int], None]
Task = Callable[[Settings, Job, Advance], str]
"""Does it, tells how far it has come, and returns in a sentence what was done."""

_MIB = 2**20
_MOST = 1000  # addresses of clauses that a change names


def _rehearse(settings: Settings, job: Job, advance: Advance) -> str:
    """Try the import; a file that would push another document out is to be kept beside it."""
    spool = Spool(settings.home)
    delivery = _waiting(spool, job)
    report = _imported(settings, delivery, advance, dry_run=True)
    displacing = dict.fromkeys(
        outcome.path.parts[0] for outcome in report.outcomes if outcome.result is Result.REPLACED
    )
    if displacing:
        delivery = spool.set_apart(delivery, (*delivery.apart, *displacing))
        report = _imported(settings, delivery, advance, dry_run=True)
    delivery.keep_report(_kept(report, imported=False))
    return totals(report)


def _import(settings: Settings, job: Job, advance: Advance) -> str:
    delivery = _waiting(Spool(settings.home), job)
    report = _imported(settings, delivery, advance, dry_run=False)
    delivery.keep_report(_kept(report, imported=True))
    delivery.clear()
    return totals(report)


def _reindex(settings: Settings, job: Job, advance: Advance) -> str:
    full = bool(job.options.get("full"))
    collect_published(settings)
    report, notices = rebuild(settings, full=full, progress=advance)
    return "".join((build_in_words(report), *notices, *reconsider_after_build(settings)))


def _backup(settings: Settings, _job: Job, advance: Advance) -> str:
    def told(done: int, size: int) -> None:
        advance("压缩", -(-done // _MIB), -(-size // _MIB))

    manifest = KeptBackups(settings).make(told)
    return (
        f"已备份 {manifest.documents:,} 份文件、{manifest.clauses:,} 个条款、"
        f"{manifest.originals:,} 份原件。请下载并另存到别的机器。"
    )


def _waiting(spool: Spool, job: Job) -> Delivery:
    delivery = spool.get(job.subject)
    if not delivery.waits:
        raise UnknownDelivery
    return delivery


def _imported(
    settings: Settings, delivery: Delivery, advance: Advance, *, dry_run: bool
) -> ImportReport:
    return import_into(
        settings, delivery.paths, lambda done, total, name: advance(name, done, total),
        key_of=delivery.key_of, named=delivery.named, dry_run=dry_run,
    )  # fmt: skip


def _kept(report: ImportReport, *, imported: bool) -> dict[str, Any]:
    """Return the report as the pages read it: the changes in words too."""
    kept = report_json(report)
    for file, outcome in zip(kept["files"], report.outcomes, strict=True):
        file["lines"] = list(changes_in_words(outcome.changes, _MOST))
    return kept | {"imported": imported, "totals": totals(report)}


TASKS: Mapping[Kind, Task] = {
    Kind.REHEARSAL: _rehearse,
    Kind.IMPORT: _import,
    Kind.REINDEX: _reindex,
    Kind.BACKUP: _backup,
}
