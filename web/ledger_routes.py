"""Which addresses has the ledger, for people?

Who is signed in may see it: hazards name enterprises and persons.
"""

from library.accounts import Permission
from web.ledgers import LARGEST_FORM
from web.pages import ledger, ledger_form, ledger_import, ledger_item
from web.routing import Route

__all__ = ["LEDGER_ROUTES"]

_SEE, _KEEP = Permission.SEE_LEDGER, Permission.LEDGER
LEDGER_ROUTES = (
    Route("/ledger", ledger.ledger, needs=_SEE),
    Route("/ledger", ledger_item.add, method="POST", needs=_KEEP, largest=LARGEST_FORM),
    Route("/ledger.xlsx", ledger.as_workbook, needs=_SEE),
    Route("/ledger.docx", ledger.as_word, needs=_SEE),
    Route("/ledger.pdf", ledger.as_pdf, needs=_SEE),
    Route("/ledger/template.xlsx", ledger.template, needs=_SEE),
    Route("/ledger/new", ledger_item.fresh, needs=_KEEP),
    Route("/ledger/import", ledger_import.start, needs=_KEEP),
    Route(
        "/ledger/import", ledger_import.receive, method="POST", needs=_KEEP,
        largest=ledger_import.LARGEST_LISTS,
    ),
    Route("/ledger/form", ledger_form.form, needs=_SEE),
    Route("/ledger/form", ledger_form.save, method="POST", needs=_KEEP),
    Route("/ledger/form.xlsx", ledger_form.as_workbook, needs=_SEE),
    Route("/ledger/form.docx", ledger_form.as_word, needs=_SEE),
    Route("/ledger/form.pdf", ledger_form.as_pdf, needs=_SEE),
    Route("/ledger/{number}", ledger_item.item, needs=_SEE),
    Route("/ledger/{number}/edit", ledger_item.edit, needs=_KEEP),
    Route(
        "/ledger/{number}/edit", ledger_item.save, method="POST", needs=_KEEP,
        largest=LARGEST_FORM,
    ),
    Route("/ledger/{number}/steps", ledger_item.step, method="POST", needs=_KEEP),
    Route(
        "/ledger/{number}/evidence", ledger_item.attach, method="POST", needs=_KEEP,
        largest=ledger_item.LARGEST_PROOF,
    ),
    Route("/ledger/{number}/evidence/{evidence}", ledger_item.evidence, needs=_SEE),
    Route(
        "/ledger/{number}/evidence/{evidence}/withdraw", ledger_item.withdraw, method="POST",
        needs=_KEEP,
    ),
    Route("/ledger/{number}/reports", ledger_item.report, method="POST", needs=_KEEP),
    Route("/ledger/{number}/links", ledger_item.link, method="POST", needs=_KEEP),
)  # fmt: skip
