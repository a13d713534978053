"""How is a brief made, kept, made anew and removed for a page or a program, and logged?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlencode

from fastapi import Request

from indexer import kept
from library.accounts import Permission
from library.brief import (
    Brief,
    Briefs,
    ExpertPool,
    Ground,
    Remade,
    SavedBrief,
    compose,
    remake,
    summarised,
)
from library.errors import BriefRejected
from library.experts import ExpertDesk
from library.experts.for_briefs import BriefExperts
from library.language_model import LanguageModel
from search import today
from web.errors import Forbidden, ParameterRejected
from web.parameters import read_as_of
from web.service import accounts_of, duties_of, service_of, settings_of
from web.templating import clause_url, document_url
from web.visitors import user_of
from web.works import table_of

__all__ = [
    "asked_url",
    "briefs_of",
    "ground_url",
    "index_is_kept",
    "keep",
    "made",
    "made_again",
    "model_for",
    "pool_for",
    "remove",
]


@contextmanager
def briefs_of(request: Request) -> Iterator[Briefs]:
    """Open the briefs of the home; raise Forbidden where there is none, and BriefsBroken."""
    with Briefs(settings_of(request).briefs) as briefs:
        yield briefs


def model_for(request: Request) -> LanguageModel | None:
    """Return the language model, None where none is switched on."""
    model: LanguageModel | None = request.app.state.language_model
    return model


def pool_for(request: Request) -> ExpertPool | None:
    """Return the experts whom a brief may name to whoever asks, None for nobody."""
    desk = request.app.state.experts
    allowed = user_of(request).may(Permission.SEE_EXPERTS)
    return BriefExperts(desk) if allowed and isinstance(desk, ExpertDesk) else None


def made(request: Request, subject: str, as_of: str, *, summary: bool = False) -> Brief:
    """Return a brief; raise ParameterRejected, NotSearchable and ModelFailed."""
    day = read_as_of(as_of) or today()
    model = model_for(request)
    if summary and model is None:
        raise ParameterRejected("summary", "没有设置语言模型（ZHIKU_LLM_URL），不能起草摘要。")
    try:
        brief = compose(
            service_of(request),
            subject,
            day,
            table_of(request),
            duties=duties_of(request),
            pool=pool_for(request),
        )
    except BriefRejected as error:
        raise ParameterRejected("subject", str(error)) from error
    return summarised(brief, model) if summary and model else brief


def keep(request: Request, brief: Brief) -> SavedBrief:
    """Save a brief in the name of whoever asks."""
    with briefs_of(request) as briefs:
        saved = briefs.save(brief, user_of(request).name)
    _audit(request, "保存研判单", saved)
    return saved


def made_again(request: Request, number: int) -> tuple[SavedBrief, Remade]:
    """Make a brief anew and save it beside the old one; raise UnknownBrief and NotSearchable."""
    with briefs_of(request) as briefs:
        before = briefs.read(number)
        remade = remake(
            service_of(request),
            settings_of(request),
            before,
            table_of(request),
            pool_for(request),
            duties=duties_of(request),
        )
        saved = briefs.save(remade.brief, user_of(request).name, number)
    _audit(request, "重做研判单", saved)
    return saved, remade


def remove(request: Request, number: int) -> None:
    """Remove a brief; raise UnknownBrief, and Forbidden for whoever neither made it nor rules."""
    visitor = user_of(request)
    with briefs_of(request) as briefs:
        saved = briefs.head(number)
        if saved.made_by != visitor.name and not visitor.may(Permission.ADMINISTER):
            raise Forbidden("只有做这份研判单的人和管理员可以删除它。")
        briefs.remove(number)
    told = {"subject": saved.subject, "as_of": saved.as_of.isoformat()}
    accounts_of(request).audit(visitor, "删除研判单", f"研判单 {number}", told, None)


def index_is_kept(request: Request, brief: Brief) -> bool:
    """Tell whether the index that a brief rests on is still there."""
    return brief.generation in kept(settings_of(request).home)


def ground_url(brief: Brief, ground: Ground) -> str:
    """Return where a ground can be read, '' where it is not held."""
    if ground.clause_id:
        return clause_url(ground.clause_id, as_of=brief.as_of)
    document_id = brief.sources[ground.source - 1].document_id
    return document_url(document_id, as_of=brief.as_of) if document_id else ""


def asked_url(path: str, subject: str, as_of: date | None, **more: str) -> str:
    """Return the address of a brief that is not saved."""
    pairs = {"q": subject, **({"as_of": as_of.isoformat()} if as_of else {}), **more}
    return f"{path}?{urlencode(pairs)}"


def _audit(request: Request, action: str, saved: SavedBrief) -> None:
    told = {"subject": saved.subject, "as_of": saved.as_of.isoformat()}
    accounts_of(request).audit(user_of(request), action, f"研判单 {saved.number}", None, told)
