"""Which addresses has the ledger, for people and for programs?

Who is signed in may see it: hazards name enterprises and persons.
"""

from library.accounts import Permission
from web import ledger_examples as shown
from web import ledger_schemas as told
from web.api import ledger as api
from web.ledgers import LARGEST_FORM
from web.pages import ledger, ledger_form, ledger_import, ledger_item
from web.routing import Manual, Route

__all__ = ["LEDGER_ROUTES"]

_SEE, _KEEP = Permission.SEE_LEDGER, Permission.LEDGER
_READS, _NAMED = (400, 401, 403, 503), (400, 401, 403, 404, 503)
_CHANGES, _SENDS = (400, 401, 403, 404, 409, 413, 503), (400, 401, 403, 404, 413, 503)
_PAGES = (
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
_API = (
    Route("/api/v1/ledger", api.items, Manual(
        "列台账", "按清单、状态、等级、地区、责任单位、时限、逾期和词语取台账的各项，分页给出。",
        told.LedgerAnswer, shown.LEDGER, _READS,
    ), needs=_SEE),
    Route("/api/v1/ledger", api.add, Manual(
        "登记一项", "登记问题隐患、整改措施或企业主体责任；隐患须有等级和排查日期。",
        told.ItemAnswer, shown.ITEM, _SENDS,
    ), method="POST", needs=_KEEP, largest=LARGEST_FORM),
    Route("/api/v1/ledger/import", api.import_lists, Manual(
        "导入三个清单", "导入 Excel（multipart），逐行给出结果；有错的行不影响其他行。",
        told.ImportedAnswer, shown.IMPORTED, _SENDS,
    ), method="POST", needs=_KEEP, largest=ledger_import.LARGEST_LISTS),
    Route("/api/v1/ledger/form", api.form, Manual(
        "取统计表", "取一个月或一年的《安全生产专项整治三年行动统计表》，整改率附分子分母。",
        told.FormAnswer, shown.FORM, _READS,
    ), needs=_SEE),
    Route("/api/v1/ledger/form", api.figures, Manual(
        "填统计表的数", "保存一个月里台账算不出的数，只改给出的，空串为没有；答复是统计表。",
        told.FormAnswer, shown.FORM, _SENDS,
    ), method="POST", needs=_KEEP),
    Route("/api/v1/ledger/{number}", api.item, Manual(
        "取一项", "取台账的一项：各栏、历史、证据、双报告、关联和可以办的步骤。",
        told.ItemAnswer, shown.ITEM, _NAMED,
    ), needs=_SEE),
    Route("/api/v1/ledger/{number}", api.edit, Manual(
        "修改一项", "只改给出的栏目；待复查、已销号、作废的不能改。",
        told.ItemAnswer, shown.ITEM, _CHANGES,
    ), method="POST", needs=_KEEP, largest=LARGEST_FORM),
    Route("/api/v1/ledger/{number}/steps", api.step, Manual(
        "办理一步", "按允许的次序办理；报请复查须有证据，复查须由报请人以外的人办理。",
        told.ItemAnswer, shown.ITEM, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route("/api/v1/ledger/{number}/evidence", api.attach, Manual(
        "附上证据", "附上一个文件（multipart）：图片、PDF、Word 或 Excel，最大 10 MB。",
        told.ItemAnswer, shown.ITEM, _SENDS,
    ), method="POST", needs=_KEEP, largest=ledger_item.LARGEST_PROOF),
    Route("/api/v1/ledger/{number}/evidence/{evidence}", ledger_item.evidence, needs=_SEE),
    Route("/api/v1/ledger/{number}/reports", api.report, Manual(
        "登记报告", "登记何时向属地住建部门、企业职代会（双报告）或其他部门报告过。",
        told.ItemAnswer, shown.ITEM, _SENDS,
    ), method="POST", needs=_KEEP),
    Route("/api/v1/ledger/{number}/links", api.link, Manual(
        "关联两项", "把隐患、措施、责任关联起来，或取消关联。",
        told.ItemAnswer, shown.ITEM, _SENDS,
    ), method="POST", needs=_KEEP),
)  # fmt: skip
LEDGER_ROUTES = (*_PAGES, *_API)
