"""Where do people explain, ask and answer? The table of that part of the pages."""

from library.accounts import Permission
from web.pages import admin_exchange, admin_interpretations, answers, ask
from web.routing import Route

__all__ = ["EXCHANGE_ROUTES"]

_WRITES, _DECIDES = Permission.INTERPRET, Permission.MODERATE
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
)  # fmt: skip
