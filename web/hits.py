"""How is one hit headed, excerpted and linked on a page?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from markupsafe import Markup

from library.cases import Case
from search.excerpts import excerpt
from search.results import Hit, SearchRequest
from web.annotation import Annotations, inline_html
from web.link_targets import links_url
from web.parameters import search_url
from web.templating import clause_url

__all__ = ["ShownHit", "shower_of"]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as a page shows it.

    `title` is what its citation names; `within` is the document's own title, "" where it is the
    same; `path` does not repeat the title. `why_url` leads to the same page with the reasons
    shown, `opened` says that those of this hit are to be open. `cases` counts those that name the
    clause, which `cases_url` lists.
    """

    hit: Hit
    title: str
    within: str
    path: tuple[str, ...]
    snippet: Markup
    url: str
    more_url: str
    why_url: str
    opened: bool = False
    cases: int = 0
    cases_url: str = ""


def shower_of(
    asked: SearchRequest,
    page: int,
    opened: int = 0,
    cases: Mapping[str, Sequence[Case]] = MappingProxyType({}),
) -> Callable[[Hit], ShownHit]:
    """Return what shows the hits of a page; `opened` is the rank of the one that is explained.

    `cases` are those that name a clause, by its id.
    """
    explained = search_url(replace(asked, explain=True), page)

    def shown(hit: Hit) -> ShownHit:
        title = _title_of(hit)
        return ShownHit(
            hit=hit,
            title=title,
            within="" if title == hit.title else hit.title,
            path=_path_below(hit, title),
            snippet=_snippet(hit),
            url=clause_url(hit.clause_id, asked.query, as_of=asked.as_of),
            more_url=search_url(replace(asked, within=hit.document_id, offset=0)),
            why_url=f"{explained}&why={hit.rank}#hit{hit.rank}",
            opened=hit.rank == opened,
            cases=len(cases.get(hit.clause_id, ())),
            cases_url=links_url(hit.document_id, hit.clause_id.rpartition(":")[2]),
        )

    return shown


def _title_of(hit: Hit) -> str:
    """Head a hit by the part that is cited: of several texts in one file the cited one counts."""
    cited = re.match(r"《([^》]+)》", hit.citation)
    return hit.title if cited is None or _plain(cited[1]) == _plain(hit.title) else cited[1]


def _path_below(hit: Hit, title: str) -> tuple[str, ...]:
    titles = {_plain(hit.title), _plain(title)}
    return hit.path[1:] if hit.path and _plain(hit.path[0]) in titles else hit.path


def _plain(title: str) -> str:
    """Return a title without regard to its book marks, which a citation prints as 〈〉."""
    return re.sub(r"[《》〈〉\s]", "", title)


def _snippet(hit: Hit) -> Markup:
    """Return the snippet as it is read, with its hits marked."""
    shown = excerpt(hit)
    return inline_html(shown.text, 0, len(shown.text), Annotations.of(shown.marks))
