"""Who did what, and when? The audit log, for administrators."""

import json
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from library.accounts import AuditQuery
from library.cells import csv_bytes
from web.errors import ParameterRejected
from web.service import accounts_of
from web.templating import moment, render
from web.values import read_number, read_period
from web.visitors import user_of

__all__ = ["audit", "audit_csv"]

_PER_PAGE = 50
_COLUMNS = ("时间", "何人", "地址", "做了什么", "对象", "之前", "之后")

Since = Annotated[str, Query(alias="from")]
Until = Annotated[str, Query(alias="to")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter as it was typed, and what it means."""

    who: str
    action: str
    since: str
    until: str

    @property
    def wanted(self) -> AuditQuery:
        """What is meant; raise ParameterRejected for days that are none."""
        return AuditQuery(self.who, self.action, *read_period(self.since, self.until))

    def url(self, path: str, page: int = 1) -> str:
        """Return an address that asks the same."""
        pairs = {"who": self.who, "action": self.action, "from": self.since, "to": self.until}
        told = urlencode(
            {k: v for k, v in pairs.items() if v} | ({"page": page} if page > 1 else {})
        )
        return f"{path}?{told}" if told else path


def audit(
    request: Request,
    who: str = "",
    action: str = "",
    since: Since = "",
    until: Until = "",
    page: str = "",
) -> Response:
    """Show the entries that pass the filter, the newest first."""
    trail, asked = accounts_of(request).trail, Asked(who, action, since.strip(), until.strip())
    refused, wanted, number = "", AuditQuery(who, action), 1
    try:
        wanted, number = asked.wanted, read_number("page", page, 1, 100_000)
    except ParameterRejected as error:
        refused = str(error)
    total = trail.count(wanted)
    last = max(1, -(-total // _PER_PAGE))
    number = min(number, last)
    return render(
        request,
        "admin_audit.html",
        status_code=400 if refused else 200,
        asked=asked,
        refused=refused,
        entries=trail.entries(wanted, _PER_PAGE, (number - 1) * _PER_PAGE),
        people=trail.people(),
        actions=trail.actions(),
        total=total,
        number=number,
        last=last,
        previous=asked.url("/admin/audit", number - 1) if number > 1 else None,
        following=asked.url("/admin/audit", number + 1) if number < last else None,
        readable=_readable,
        csv_url=asked.url("/admin/audit.csv"),
    )


def audit_csv(
    request: Request, who: str = "", action: str = "", since: Since = "", until: Until = ""
) -> Response:
    """Give every entry that passes the filter as a file for Excel; this is noted too."""
    accounts, asked = accounts_of(request), Asked(who, action, since.strip(), until.strip())
    rows = [
        (moment(e.at), e.who, e.address, e.action, e.object, e.before, e.after)
        for e in accounts.trail.entries(asked.wanted)
    ]
    accounts.audit(user_of(request), "导出审计日志", f"{len(rows)} 条")
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(csv_bytes(_COLUMNS, rows), media_type="text/csv", headers=headers)


def _readable(kept: str) -> str:
    """Return JSON of the log as people read it, and what is no JSON, having been cut, as it is."""
    try:
        return _said(json.loads(kept)) if kept else ""
    except ValueError:
        return kept


def _said(value: object) -> str:
    match value:
        case dict():
            return "；".join(f"{name}：{_said(one)}" for name, one in value.items())
        case list():
            return "、".join(map(_said, value))
        case bool():
            return "是" if value else "否"
        case None:
            return "无"
        case _:
            return str(value)
