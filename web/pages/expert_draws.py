"""How is a panel asked for, drawn by two officers or a public value, confirmed and concluded?"""

from collections.abc import Callable
from typing import Annotated

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from library.errors import DrawRejected, PanelShort, UnknownSpecialty
from library.experts import LARGEST_SCAN, SCAN_SUFFIXES
from library.experts.drawing import CONCLUSIONS, REASONS, Proceedings, reason_text
from library.thresholds import DIMENSIONS, Decision
from library.thresholds import names_of as works_names_of
from web.downloads import download
from web.errors import ParameterRejected
from web.expert_draws import (
    RequestForm,
    again,
    ask,
    commit,
    conclude,
    decided,
    going_told,
    is_sealed,
    moment_of,
    names_of,
    officers_known,
    proposed,
    record_of,
    reply,
    reveal,
    withdraw,
)
from web.experts import may_manage
from web.pagination import turned
from web.service import experts_of
from web.templating import render
from web.values import read_number
from web.visitors import user_of
from web.works import table_of

__all__ = [
    "LARGEST_REPORT", "answer", "candidates", "conclusion", "draw", "draws", "fresh", "further",
    "promise", "receive", "scan", "tell", "withdrawal",
]  # fmt: skip

LARGEST_REPORT = LARGEST_SCAN + 2**20
"""Bytes of a form with the scan of a report."""
_DONE = {
    "asked": "申请已记入日志。",
    "committed": "承诺已记入日志。",
    "revealed": "揭示已记入日志。",
    "drawn": "揭示已记入日志，名单已抽出。请现在公布下面的摘要或日志末条的散列。",
    "replied": "答复已记入日志。",
    "concluded": "结论已记入日志，参加的专家各记一次论证。",
    "again": "再次抽取已记入日志，请两名经办人重新承诺。",
    "withdrawn": "申请已撤回。",
}
_PER_PAGE = 50
_REFUSALS = (DrawRejected, PanelShort, ParameterRejected, UnknownSpecialty)
Text = Annotated[str, Form(max_length=1000)]


def draws(request: Request) -> Response:
    """List the requests, the last first."""
    found = experts_of(request).draws.all()
    return render(
        request, "expert_draws.html", found=found, manages=may_manage(request), moment_of=moment_of
    )


def fresh(request: Request) -> Response:
    """Show the form of a request; `work` of the address fills in works."""
    works = "\n".join(text[:100] for text in request.query_params.getlist("work")[:10])
    return _form(request, RequestForm(works=works))


def receive(
    request: Request, form: Annotated[RequestForm, Form()], step: Annotated[str, Form()] = ""
) -> Response:
    """Propose what the works need, or begin the request."""
    try:
        decisions = decided(request, form)
        if step == "propose":
            return _form(request, form, decisions=decisions)
        going = ask(request, form)
    except _REFUSALS as error:
        return _form(request, form, refused=str(error))
    return _back(going, "asked")


def draw(request: Request, draw: str, done: str = "") -> Response:
    """Show a request as far as it has come; raise UnknownRequest."""
    return _one(request, draw, done=_DONE.get(done, ""))


def promise(request: Request, draw: str, commitment: Text = "") -> Response:
    """Commit whoever is signed in; a fresh secret is shown this once."""
    try:
        _, secret, made = commit(request, draw, commitment)
    except _REFUSALS as error:
        return _one(request, draw, refused=str(error))
    if not secret:
        return RedirectResponse(f"/experts/draws/{draw}?done=committed", 303)
    return _one(request, draw, secret=secret, commitment=made)


def tell(request: Request, draw: str, secret: Text = "") -> Response:
    """Reveal a secret or the public value; the last one draws the panel."""
    try:
        going = reveal(request, draw, secret)
    except _REFUSALS as error:
        return _one(request, draw, refused=str(error))
    return _back(going, "drawn" if going.last.drawn else "revealed")


def answer(
    request: Request, draw: str, expert: Annotated[int, Form()] = 0, answer: Text = "",
    reason: Text = "",
) -> Response:  # fmt: skip
    """Note that somebody of the panel comes or not."""
    act = lambda: reply(request, draw, expert, answer, reason)  # noqa: E731 - one line says it
    return _stepped(request, draw, "replied", act)


def conclusion(
    request: Request, draw: str, file: Annotated[UploadFile | None, File()] = None,
    conclusion: Text = "", opinion: Annotated[str, Form(max_length=4000)] = "",
) -> Response:  # fmt: skip
    """Note what the review concluded, with the scan of the signed report."""
    content = file.file.read() if file else b""
    act = lambda: conclude(request, draw, conclusion, content, opinion)  # noqa: E731 - as above
    return _stepped(request, draw, "concluded", act)


def further(request: Request, draw: str, reason: Text = "") -> Response:
    """Begin a further draw, with a reason."""
    return _stepped(request, draw, "again", lambda: again(request, draw, reason))


def withdrawal(request: Request, draw: str, reason: Text = "") -> Response:
    """End the request, with a reason."""
    return _stepped(request, draw, "withdrawn", lambda: withdraw(request, draw, reason))


def candidates(request: Request, draw: str, reason: str = "", page: str = "") -> Response:
    """Show who may be drawn, and of everybody else every reason why not; raise UnknownRequest."""
    desk = experts_of(request)
    going = desk.draws.going(draw)
    held = going.last.frozen["candidates"] if going.last.frozen else []
    known = desk.draws.openings(draw, going.last.number)
    kinds = dict.fromkeys(REASONS, 0)
    for one in held:
        for kind in {each["kind"] for each in one["reasons"]}:
            kinds[kind] += 1
    if reason in kinds:
        wanted = [one for one in held if any(r["kind"] == reason for r in one["reasons"])]
    else:
        wanted = [one for one in held if not one["reasons"]]
    last = max(1, -(-len(wanted) // _PER_PAGE))
    at = read_number("page", page, 1, last)
    rows = [
        (known[one["handle"]]["name"], [desk.taxonomy.name(c) for c in one["specialties"]],
         [reason_text(each) for each in one["reasons"]])
        for one in wanted[(at - 1) * _PER_PAGE : at * _PER_PAGE]
    ]  # fmt: skip
    url = f"/experts/draws/{draw}/candidates?reason={reason}"
    return render(
        request,
        "expert_candidates.html",
        going=going,
        rows=rows,
        total=len(held),
        able=sum(1 for one in held if not one["reasons"]),
        kinds=[(kind, REASONS[kind], count) for kind, count in kinds.items() if count],
        reason=reason if reason in kinds else "",
        pages=turned(at, last, lambda number: f"{url}&page={number}"),
    )


def scan(request: Request, draw: str) -> Response:
    """Give the scan of the signed report; raise UnknownRequest, or DrawRejected for none."""
    desk = experts_of(request)
    going = desk.draws.going(draw)
    content, suffix = desk.scans.get(draw, going.conclusion.get("scan_sha256", ""))
    return download(content, f"论证报告 {draw}", suffix)


def _stepped(request: Request, draw: str, done: str, act: Callable[[], Proceedings]) -> Response:
    try:
        return _back(act(), done)
    except _REFUSALS as error:
        return _one(request, draw, refused=str(error))


def _back(going: Proceedings, done: str) -> Response:
    return RedirectResponse(f"/experts/draws/{going.request_id}?done={done}", 303)


def _one(
    request: Request, request_id: str, *, done: str = "", refused: str = "", secret: str = "",
    commitment: str = "",
) -> Response:  # fmt: skip
    desk, who, manages = experts_of(request), user_of(request).name, may_manage(request)
    going = desk.draws.going(request_id)
    last, seed = going.last, going.request["seed"]
    frozen, drawn = last.frozen is not None, last.drawn is not None
    made = last.secrets if frozen else last.commitments
    due = [name for name in going.secret_names() if name not in made] if not drawn else []
    _, digest = record_of(request, request_id)
    return render(
        request,
        "expert_draw.html",
        status_code=409 if refused else 200,
        done=done,
        refused=refused,
        secret=secret,
        commitment=commitment,
        going=going,
        told=going_told(request, going),
        last=last,
        seed=seed,
        frozen=frozen,
        drawn=drawn,
        due=due if not going.ended else [],
        mine=who in due and not going.ended,
        who=who,
        early=seed["kind"] == "public" and desk.pool.now() < seed["known_after"],
        manages=manages,
        sealed=is_sealed(request, going),
        sealed_until=moment_of(going.request["sealed_until"]),
        names=names_of(request, going),
        digest=digest,
        log=desk.draws.log.of(request_id),
        moment_of=moment_of,
        conclusions=CONCLUSIONS,
        scans=SCAN_SUFFIXES,
        largest=LARGEST_SCAN // 2**20,
        has_scan=desk.scans.has(request_id, going.conclusion.get("scan_sha256", "")),
    )


def _form(
    request: Request, form: RequestForm, *, refused: str = "",
    decisions: list[Decision] | None = None,
) -> Response:  # fmt: skip
    proposal = proposed(request, decisions) if decisions else None
    if proposal and proposal.needs:
        name = experts_of(request).taxonomy.name
        lines = [f"{name(n.specialty)}:{n.number}:{n.reserve}" for n in proposal.needs]
        form = form.model_copy(update={"needs": "\n".join(lines)})
    return render(
        request,
        "expert_request.html",
        status_code=400 if refused else 200,
        refused=refused,
        form=form,
        decisions=decisions or [],
        proposal=proposal,
        taxonomy=experts_of(request).taxonomy,
        officers=officers_known(request),
        sizes=[label for label, _ in DIMENSIONS.values()],
        works=[n for row in {r.item: r for r in table_of(request)}.values()
               for n in works_names_of(row.item)[:1]],
        rules=experts_of(request).rules,
    )  # fmt: skip
