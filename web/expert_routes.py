"""Which addresses has the expert library, for people and for programs?

Who is signed in may look experts up and read the records of draws; nobody else sees a name. A
record is checked by anybody.
"""

from library.accounts import Permission
from web import expert_examples as shown
from web import expert_schemas as told
from web.api import expert_draws as draw_api
from web.api import experts as api
from web.experts import LARGEST_EXPERTS
from web.pages import expert, expert_draws, expert_files, expert_records, experts
from web.routing import Manual, Route

__all__ = ["EXPERT_ROUTES"]

_SEE, _KEEP, _REACH = Permission.SEE_EXPERTS, Permission.EXPERTS, Permission.CONTACTS
_READS, _NAMED = (400, 401, 403, 503), (400, 401, 403, 404, 503)
_SENDS, _CHANGES = (400, 401, 403, 404, 413, 503), (400, 401, 403, 404, 409, 413, 503)
_DRAW = "/experts/draws/{draw}"
_PAGES = (
    Route("/experts", experts.experts, needs=_SEE),
    Route("/experts", expert.receive, method="POST", needs=_KEEP, largest=expert.LARGEST_RECORD),
    Route("/experts.xlsx", expert_files.as_workbook, needs=_KEEP),
    Route("/experts.csv", expert_files.as_csv, needs=_KEEP),
    Route("/experts/contacts.xlsx", expert_files.whole, method="POST", needs=_REACH),
    Route("/experts/template.xlsx", expert_files.template, needs=_KEEP),
    Route("/experts/new", expert.fresh, needs=_KEEP),
    Route("/experts/import", expert_files.start, needs=_KEEP),
    Route(
        "/experts/import", expert_files.receive, method="POST", needs=_KEEP,
        largest=LARGEST_EXPERTS,
    ),
    Route("/experts/statistics", experts.statistics, needs=_KEEP),
    Route("/experts/verify", expert_records.form),
    Route(
        "/experts/verify", expert_records.check, method="POST",
        largest=expert_records.LARGEST_RECORD,
    ),
    Route("/experts/draws", expert_draws.draws, needs=_SEE),
    Route("/experts/draws", expert_draws.receive, method="POST", needs=_KEEP),
    Route("/experts/draws/new", expert_draws.fresh, needs=_KEEP),
    Route(_DRAW, expert_draws.draw, needs=_SEE),
    Route(f"{_DRAW}/candidates", expert_draws.candidates, needs=_KEEP),
    Route(f"{_DRAW}/commit", expert_draws.promise, method="POST", needs=_KEEP),
    Route(f"{_DRAW}/reveal", expert_draws.tell, method="POST", needs=_KEEP),
    Route(f"{_DRAW}/replies", expert_draws.answer, method="POST", needs=_KEEP),
    Route(
        f"{_DRAW}/conclusion", expert_draws.conclusion, method="POST", needs=_KEEP,
        largest=expert_draws.LARGEST_REPORT,
    ),
    Route(f"{_DRAW}/again", expert_draws.further, method="POST", needs=_KEEP),
    Route(f"{_DRAW}/withdraw", expert_draws.withdrawal, method="POST", needs=_KEEP),
    Route(f"{_DRAW}/record.json", expert_records.record, needs=_SEE),
    Route(f"{_DRAW}/record.docx", expert_records.record_word, needs=_SEE),
    Route(f"{_DRAW}/record.pdf", expert_records.record_pdf, needs=_SEE),
    Route(f"{_DRAW}/auditor.json", expert_records.auditors, needs=_KEEP),
    Route(f"{_DRAW}/attendance.docx", expert_records.attendance_word, needs=_KEEP),
    Route(f"{_DRAW}/attendance.pdf", expert_records.attendance_pdf, needs=_KEEP),
    Route(f"{_DRAW}/scan", expert_draws.scan, needs=_KEEP),
    Route("/experts/{number}", expert.expert, needs=_SEE),
    Route("/experts/{number}/edit", expert.edit, needs=_KEEP),
    Route(
        "/experts/{number}/edit", expert.save, method="POST", needs=_KEEP,
        largest=expert.LARGEST_RECORD,
    ),
    Route("/experts/{number}/contact", expert.contact, method="POST", needs=_REACH),
)  # fmt: skip
_API_DRAW = "/api/v1/experts/draws/{draw}"
_API = (
    Route("/api/v1/experts", api.experts, Manual(
        "查找专家", "按专业的日常说法查找专家并说明理由；同样相符的，近来论证少的在前。",
        told.FoundAnswer, shown.FOUND, _READS,
    ), needs=_SEE),
    Route("/api/v1/experts", api.add, Manual(
        "登记一位专家", "各栏写法同 Excel 模板；联系方式加密保存，答复里没有。",
        told.ExpertAnswer, shown.EXPERT, _SENDS,
    ), method="POST", needs=_KEEP, largest=expert.LARGEST_RECORD),
    Route("/api/v1/experts/import", api.import_sheet, Manual(
        "导入专家", "导入 Excel 或 CSV（multipart），逐行给出结果；有错的行不影响其他行。",
        told.ImportedExperts, shown.IMPORTED, _SENDS,
    ), method="POST", needs=_KEEP, largest=LARGEST_EXPERTS),
    Route("/api/v1/experts/statistics", api.statistics, Manual(
        "专家库统计", "各状态人数、论证次数、缺人的专业、将到期的聘期。",
        told.StatisticsAnswer, shown.STATISTICS, (401, 403, 503),
    ), needs=_KEEP),
    Route("/api/v1/experts/proposal", draw_api.proposal, Manual(
        "建议专业和人数", "按工程和大小判定是否须专家论证，建议需要的专业和人数。",
        told.ProposalAnswer, shown.PROPOSAL, _READS,
    ), needs=_KEEP),
    Route("/api/v1/experts/draws", draw_api.draws, Manual(
        "列抽取申请", "取全部抽取申请，新的在前。",
        told.DrawsAnswer, shown.DRAWS, (401, 403, 503),
    ), needs=_SEE),
    Route("/api/v1/experts/draws", draw_api.ask, Manual(
        "申请抽取", "提出申请；人数不足时答 409 并写明缺哪个专业几名，什么也不记。",
        told.DrawAnswer, shown.DRAW, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route("/api/v1/experts/verify", draw_api.verified, Manual(
        "核对抽取记录", "上传一份公开记录（multipart），逐步重算，说每一步是否相符；什么也不留。",
        told.VerifiedAnswer, shown.VERIFIED, (400, 401, 403, 413, 503),
    ), method="POST", needs=Permission.READ, largest=expert_records.LARGEST_RECORD),
    Route(_API_DRAW, draw_api.draw, Manual(
        "取一项申请", "取一项申请到哪一步、名单、候补、不参加的理由各几人；密封期内读者只见代号。",
        told.DrawAnswer, shown.DRAW, _NAMED,
    ), needs=_SEE),
    Route(f"{_API_DRAW}/record", draw_api.record, Manual(
        "取公开记录", "取此刻的公开记录，一字不改地存下，可用 zhiku experts verify 重算。",
        told.RecordAnswer, shown.RECORD, _NAMED,
    ), needs=_SEE),
    Route(f"{_API_DRAW}/commit", draw_api.commit, Manual(
        "承诺", "令牌的主人作为经办人承诺；不给 commitment 就生成密数，只在这次答复里给出。",
        told.CommittedAnswer, shown.COMMITTED, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route(f"{_API_DRAW}/reveal", draw_api.reveal, Manual(
        "揭示", "揭示令牌主人的密数，或公开数值；最后一个揭示时随即抽取。",
        told.DrawAnswer, shown.DRAW, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route(f"{_API_DRAW}/replies", draw_api.reply, Manual(
        "记录答复", "记录名单里一位专家的确认或谢绝；谢绝的由候补依次递补。",
        told.DrawAnswer, shown.DRAW, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route(f"{_API_DRAW}/conclusion", draw_api.conclude, Manual(
        "记录结论", "记录论证结论，附签字扫描件（multipart）：PDF、JPG 或 PNG。",
        told.DrawAnswer, shown.DRAW, _CHANGES,
    ), method="POST", needs=_KEEP, largest=expert_draws.LARGEST_REPORT),
    Route(f"{_API_DRAW}/again", draw_api.again, Manual(
        "再抽", "写明理由再抽一次，重新承诺；原来的结果留在日志里。",
        told.DrawAnswer, shown.DRAW, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route(f"{_API_DRAW}/withdraw", draw_api.withdraw, Manual(
        "撤回申请", "写明理由撤回一项还没有结论的申请。",
        told.DrawAnswer, shown.DRAW, _CHANGES,
    ), method="POST", needs=_KEEP),
    Route("/api/v1/experts/{number}", api.expert, Manual(
        "取一位专家", "取一位专家；专家管理另有全部栏目、论证和变更记录。没有联系方式。",
        told.ExpertAnswer, shown.EXPERT, _NAMED,
    ), needs=_SEE),
    Route("/api/v1/experts/{number}", api.edit, Manual(
        "修改一位专家", "只改给出的栏目；联系方式给出就替换，答复里没有。",
        told.ExpertAnswer, shown.EXPERT, _CHANGES,
    ), method="POST", needs=_KEEP, largest=expert.LARGEST_RECORD),
    Route("/api/v1/experts/{number}/contact", api.contact, Manual(
        "查看联系方式", "写明用途查看一位专家的联系方式；记入变更记录和审计日志。",
        told.ContactAnswer, shown.CONTACT, _SENDS,
    ), method="POST", needs=_REACH),
)  # fmt: skip
EXPERT_ROUTES = (*_PAGES, *_API)
