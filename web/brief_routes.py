"""Which addresses make, show and keep decision briefs?"""

from library.accounts import Permission
from web import brief_examples, brief_schemas
from web.api import briefs
from web.pages import brief
from web.routing import Manual, Route

__all__ = ["BRIEF_API_ROUTES", "BRIEF_ROUTES"]

_OWN = Permission.KEEP
BRIEF_ROUTES = (
    Route("/brief", brief.brief),
    Route("/brief", brief.save, method="POST", needs=_OWN),
    Route("/brief/export", brief.export),
    Route("/brief/{number}", brief.saved, needs=_OWN),
    Route("/brief/{number}/export", brief.export_saved, needs=_OWN),
    Route("/brief/{number}/again", brief.again, method="POST", needs=_OWN),
    Route("/brief/{number}/remove", brief.leave, method="POST", needs=_OWN),
)
BRIEF_API_ROUTES = (
    Route("/api/v1/briefs", briefs.briefs, Manual(
        "研判单", "存下的研判单，新的在前。",
        brief_schemas.BriefsAnswer, brief_examples.BRIEFS, (401, 403, 503),
    ), needs=_OWN),
    Route("/api/v1/briefs", briefs.make, Manual(
        "做一份研判单", "从主题或一段情况得出判断、职责、类似事故、专业、缺口和依据，并存下。",
        brief_schemas.BriefAnswer, brief_examples.BRIEF, (400, 401, 403, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/briefs/{number}", briefs.brief, Manual(
        "取研判单", "照存下的原样取一份研判单。",
        brief_schemas.BriefAnswer, brief_examples.BRIEF, (401, 403, 404, 503),
    ), needs=_OWN),
    Route("/api/v1/briefs/{number}/again", briefs.again, Manual(
        "重做研判单", "按原来的情况和日期在现在的索引上重做一份，存下，并说明有何变化。",
        brief_schemas.RemadeAnswer, brief_examples.REMADE, (401, 403, 404, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/briefs/{number}/remove", briefs.remove, Manual(
        "删除研判单", "做它的人和管理员可以删除；答复是余下的。",
        brief_schemas.BriefsAnswer, brief_examples.BRIEFS, (401, 403, 404, 503),
    ), method="POST", needs=_OWN),
)  # fmt: skip
