"""Which experts know this, in the words that people use, and why are they shown?"""

from typing import Annotated

from fastapi import Query, Request, Response

from library.accounts import Permission
from library.experts import State
from search import today
from web.errors import ParameterRejected
from web.experts import FindParameters, find, may_manage, read_asked
from web.pagination import turned
from web.service import experts_of
from web.templating import render
from web.values import read_number
from web.visitors import user_of

__all__ = ["experts", "statistics"]

_PER_PAGE, _MOST = 25, 1000
_EXAMPLES = ("深基坑支护", "盾构", "塔吊拆卸", "高支模", "脚手架")


def experts(
    request: Request, parameters: Annotated[FindParameters, Query()], page: str = ""
) -> Response:
    """Show the look-up, and who was found."""
    refused = ""
    try:
        asked = read_asked(request, parameters)
    except ParameterRejected as error:
        refused, asked = str(error), read_asked(request, FindParameters())
    at = read_number("page", page, 1, _MOST // _PER_PAGE)
    found = find(request, asked, at * _PER_PAGE)
    last = max(1, -(-min(found.total, _MOST) // _PER_PAGE))
    desk = experts_of(request)
    return render(
        request,
        "experts.html",
        status_code=400 if refused else 200,
        refused=refused,
        asked=asked,
        found=found,
        shown=found.experts[(at - 1) * _PER_PAGE :],
        names=desk.taxonomy.name,
        day=today(),
        pages=turned(at, last, lambda number: asked.url(page=number if number > 1 else "")),
        held=desk.pool.count(),
        states=[*(state.value for state in State), "全部"],
        examples=_EXAMPLES,
        manages=may_manage(request),
        reaches=user_of(request).may(Permission.CONTACTS),
    )


def statistics(request: Request) -> Response:
    """Show load, specialties that lack people, and terms about to end."""
    desk = experts_of(request)
    found = desk.statistics(today())
    lacking = [one for one in found.coverage if one.lacking]
    return render(
        request,
        "expert_statistics.html",
        found=found,
        lacking=lacking,
        rules=desk.rules,
        names=desk.taxonomy.name,
        key_problem=desk.pool.vault.missing(),
        manages=True,
    )
