"""Where do people explain, ask and answer, and programs too? The table of that part."""

from library.accounts import Permission
from web import exchange_examples as shown
from web import exchange_schemas as told
from web.api import exchange
from web.pages import admin_exchange, admin_interpretations, answers, ask
from web.routing import Manual, Route

__all__ = ["EXCHANGE_ROUTES"]

_WRITES, _DECIDES = Permission.INTERPRET, Permission.MODERATE
_LISTS, _READS = (400, 503), (400, 401, 403, 503)
_NAMED, _CHANGES = (400, 401, 403, 404, 503), (400, 401, 403, 404, 409, 503)
EXCHANGE_ROUTES = (
    Route("/interpretations", answers.interpretations),
    Route("/faq", answers.faq),
    Route("/ask", ask.form),
    Route("/ask", ask.send, method="POST"),
    Route("/ask/{receipt}", ask.receipt),
    Route("/admin/interpretations", admin_interpretations.interpretations, needs=_WRITES),
    Route("/admin/interpretations", admin_interpretations.begin, method="POST", needs=_WRITES),
    Route("/admin/interpretations/new", admin_interpretations.new, needs=_WRITES),
    Route("/admin/interpretations/{number}", admin_interpretations.interpretation, needs=_WRITES),
    Route(
        "/admin/interpretations/{number}", admin_interpretations.revise, method="POST",
        needs=_WRITES,
    ),
    Route(
        "/admin/interpretations/{number}/submit", admin_interpretations.submit, method="POST",
        needs=_WRITES,
    ),
    Route(
        "/admin/interpretations/{number}/decision", admin_interpretations.decide, method="POST",
        needs=_DECIDES,
    ),
    Route("/admin/exchange", admin_exchange.enquiries, needs=_DECIDES),
    Route("/admin/exchange/{number}", admin_exchange.enquiry, needs=_DECIDES),
    Route("/admin/exchange/{number}", admin_exchange.answer, method="POST", needs=_DECIDES),
    Route(
        "/admin/exchange/{number}/contact", admin_exchange.contact, method="POST",
        needs=_DECIDES,
    ),
    Route(
        "/admin/exchange/{number}/decision", admin_exchange.decide, method="POST",
        needs=_DECIDES,
    ),
    Route("/api/v1/interpretations", exchange.interpretations, Manual(
        "列解读", "取已发布的解读，新的在前，分页给出；解读不是原文。",
        told.InterpretationsAnswer, shown.INTERPRETATIONS, _LISTS,
    )),
    Route("/api/v1/faq", exchange.faq, Manual(
        "列常见问答", "取已发布的常见问答，新的在前，分页给出；答复不是原文。",
        told.FaqAnswer, shown.FAQ, _LISTS,
    )),
    Route("/api/v1/interpretations", exchange.begin, Manual(
        "写解读", "为一条条款写一篇解读，存为草稿。",
        told.InterpretationRecordAnswer, shown.INTERPRETATION, _CHANGES,
    ), method="POST", needs=_WRITES),
    Route("/api/v1/interpretations/{number}", exchange.interpretation, Manual(
        "取解读", "取一篇解读的全部版本和经过。",
        told.InterpretationRecordAnswer, shown.INTERPRETATION, _NAMED,
    ), needs=_WRITES),
    Route("/api/v1/interpretations/{number}/versions", exchange.revise, Manual(
        "改解读", "另存一版，成为草稿；读者看到的不变，直到新的一版发布。",
        told.InterpretationRecordAnswer, shown.INTERPRETATION, _CHANGES,
    ), method="POST", needs=_WRITES),
    Route("/api/v1/interpretations/{number}/submit", exchange.submit, Manual(
        "提交解读", "把草稿提交审核；引用有误的不能提交。",
        told.InterpretationRecordAnswer, shown.INTERPRETATION, _CHANGES,
    ), method="POST", needs=_WRITES),
    Route("/api/v1/interpretations/{number}/decision", exchange.decide_note, Manual(
        "审核解读", "发布、退回或撤回；自己写的要由另一个人发布。更新索引后反映到检索里。",
        told.InterpretationRecordAnswer, shown.INTERPRETATION, _CHANGES,
    ), method="POST", needs=_DECIDES),
    Route("/api/v1/enquiries", exchange.enquiries, Manual(
        "列提问", "按状态取公众的提问和纠错，分页给出；待处理的先到的在前，其余新的在前。",
        told.EnquiriesAnswer, shown.ENQUIRIES, _READS,
    ), needs=_DECIDES),
    Route("/api/v1/enquiries/{number}", exchange.enquiry, Manual(
        "取提问", "取一条提问或纠错和它的答复。",
        told.EnquiryAnswer, shown.ENQUIRY, _NAMED,
    ), needs=_DECIDES),
    Route("/api/v1/enquiries/{number}/answer", exchange.answer, Manual(
        "答复提问", "答复，或换一个答复；引用有误的不保存，已发布的要重新发布。",
        told.EnquiryAnswer, shown.ENQUIRY, _CHANGES,
    ), method="POST", needs=_DECIDES),
    Route("/api/v1/enquiries/{number}/decision", exchange.decide, Manual(
        "处理提问", "发布为常见问答、撤下，或写明理由不予公开。更新索引后反映到检索里。",
        told.EnquiryAnswer, shown.ENQUIRY, _CHANGES,
    ), method="POST", needs=_DECIDES),
)  # fmt: skip
