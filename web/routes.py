"""Which addresses are there, and who answers each? The table of contents of the room."""

from library.accounts import Permission
from web.api_routes import API_ROUTES
from web.brief_routes import BRIEF_API_ROUTES, BRIEF_ROUTES
from web.deliveries import LARGEST_UPLOAD
from web.desk_routes import DESK_ROUTES
from web.drafts import LARGEST_DRAFT
from web.evaluation_runs import LARGEST_QUESTIONS
from web.exam_routes import EXAM_ROUTES
from web.exchange_routes import EXCHANGE_ROUTES
from web.expert_routes import EXPERT_ROUTES
from web.ledger_routes import LEDGER_ROUTES
from web.link_routes import LINK_ROUTES
from web.pages import (
    about,
    account,
    account_searches,
    admin_audit,
    admin_backup,
    admin_dictionary,
    admin_documents,
    admin_evaluation,
    admin_gaps,
    admin_import,
    admin_jobs,
    admin_reindex,
    admin_users,
    api_docs,
    case,
    case_statistics,
    cite,
    compare,
    document,
    duties,
    export,
    feeds,
    gallery,
    home,
    search,
    sign_in,
    thresholds,
)
from web.pages import cases as case_list
from web.question_routes import QUESTION_ROUTES
from web.routing import Route
from web.word_forms import LARGEST_WORDS

__all__ = ["DEVELOPMENT", "ROUTES"]

_OWN, _ALL = Permission.KEEP, Permission.ADMINISTER
_WORDS, _MEASURE, _FILES = Permission.DICTIONARY, Permission.EVALUATE, Permission.IMPORT
_PAGES = (
    Route("/", home.home),
    Route("/search", search.search),
    Route("/search/export.xlsx", export.workbook),
    Route("/search/export.docx", export.document),
    Route("/documents/{document_id}/compare", compare.compare),
    Route("/documents/{document_id}", document.document),
    Route("/clauses/{clause_id}", document.clause),
    Route("/cases", case_list.cases),
    Route("/cases.csv", case_list.as_csv),
    Route("/cases.xlsx", case_list.as_workbook),
    Route("/cases/statistics", case_statistics.statistics),
    Route("/cases/statistics/{chart}.svg", case_statistics.drawing),
    Route("/cases/statistics/{chart}.csv", case_statistics.table),
    Route("/cases/{case_id}", case.case),
    Route("/duties", duties.duties),
    Route("/duties.csv", duties.as_csv),
    Route("/duties.xlsx", duties.as_workbook),
    Route("/duties.docx", duties.as_document),
    Route("/duties.ics", duties.as_calendar),
    Route("/thresholds", thresholds.thresholds),
    Route("/cite", cite.form),
    Route("/cite", cite.check, method="POST", largest=LARGEST_DRAFT + 2**20),
    Route("/api/docs", api_docs.api_docs),
    Route("/sign-in", sign_in.form, open=True),
    Route("/sign-in", sign_in.sign_in, method="POST", open=True),
    Route("/sign-out", sign_in.sign_out, method="POST", open=True),
    Route("/account", account.account, needs=_OWN),
    Route("/account/password", account.change_password, method="POST", needs=_OWN),
    Route("/account/tokens", account.issue_token, method="POST", needs=_OWN),
    Route("/account/tokens/revoke", account.revoke_token, method="POST", needs=_OWN),
    Route("/account/sessions/end", account.end_session, method="POST", needs=_OWN),
    Route("/feeds/new.atom", feeds.newest),
    Route("/feeds/{secret}.atom", feeds.found, open=True),
    Route("/account/searches", account_searches.searches, needs=_OWN),
    Route("/account/searches", account_searches.save, method="POST", needs=_OWN),
    Route(
        "/account/searches/history", account_searches.switch_history, method="POST", needs=_OWN
    ),
    Route(
        "/account/searches/history/clear",
        account_searches.clear_history, method="POST", needs=_OWN,
    ),
    Route("/account/searches/{number}/look", account_searches.look, method="POST", needs=_OWN),
    Route("/account/searches/{number}/name", account_searches.rename, method="POST", needs=_OWN),
    Route("/account/searches/{number}/remove", account_searches.remove, method="POST", needs=_OWN),
    Route("/account/searches/{number}/feed", account_searches.open_feed, method="POST", needs=_OWN),
    Route(
        "/account/searches/{number}/feed/close",
        account_searches.close_feed, method="POST", needs=_OWN,
    ),
    Route("/admin/import", admin_import.start, needs=_FILES),
    Route(
        "/admin/import", admin_import.receive, method="POST", needs=_FILES,
        largest=LARGEST_UPLOAD,
    ),
    Route("/admin/import/{delivery}", admin_import.delivery, needs=_FILES),
    Route(
        "/admin/import/{delivery}/rehearsal", admin_import.rehearse, method="POST", needs=_FILES,
    ),
    Route("/admin/import/{delivery}/confirm", admin_import.confirm, method="POST", needs=_FILES),
    Route("/admin/import/{delivery}/discard", admin_import.discard, method="POST", needs=_FILES),
    Route("/admin/reindex", admin_reindex.reindex, needs=_FILES),
    Route("/admin/reindex", admin_reindex.start, method="POST", needs=_FILES),
    Route("/admin/jobs/{job}/events", admin_jobs.events, needs=_FILES, urgent=True),
    Route("/admin/jobs/{job}/cancel", admin_jobs.cancel, method="POST", needs=_FILES),
    Route("/admin/documents", admin_documents.documents, needs=_FILES),
    Route("/admin/documents/{document_id}/remove", admin_documents.leaving, needs=_FILES),
    Route(
        "/admin/documents/{document_id}/remove", admin_documents.remove, method="POST",
        needs=_FILES,
    ),
    Route(
        "/admin/documents/{document_id}/settle", admin_documents.settle, method="POST",
        needs=_FILES,
    ),
    Route(
        "/admin/documents/{document_id}/withdraw", admin_documents.take_back, method="POST",
        needs=_FILES,
    ),
    Route("/admin/documents/{document_id}", admin_documents.document, needs=_FILES),
    Route(
        "/admin/documents/{document_id}", admin_documents.amend, method="POST", needs=_FILES,
    ),
    Route("/admin/users", admin_users.users, needs=_ALL),
    Route("/admin/users", admin_users.add, method="POST", needs=_ALL),
    Route("/admin/users/{number}", admin_users.user, needs=_ALL),
    Route("/admin/users/{number}/roles", admin_users.set_roles, method="POST", needs=_ALL),
    Route("/admin/users/{number}/password", admin_users.reset, method="POST", needs=_ALL),
    Route("/admin/users/{number}/state", admin_users.switch, method="POST", needs=_ALL),
    Route("/admin/audit", admin_audit.audit, needs=_ALL),
    Route("/admin/audit.csv", admin_audit.audit_csv, needs=_ALL),
    Route("/admin/backup", admin_backup.backup, needs=_ALL),
    Route("/admin/backup", admin_backup.make, method="POST", needs=_ALL),
    Route("/admin/backup/{archive}", admin_backup.fetch, needs=_ALL),
    Route("/admin/backup/{archive}/check", admin_backup.check, method="POST", needs=_ALL),
    Route("/admin/dictionary", admin_dictionary.dictionary, needs=_WORDS),
    Route(
        "/admin/dictionary", admin_dictionary.save,
        method="POST", needs=_WORDS, largest=LARGEST_WORDS,
    ),
    Route(
        "/admin/dictionary/preview", admin_dictionary.preview,
        method="POST", needs=_WORDS, largest=LARGEST_WORDS,
    ),
    Route("/admin/dictionary/all", admin_dictionary.whole, needs=_WORDS),
    Route("/admin/dictionary.tsv", admin_dictionary.as_file, needs=_WORDS),
    Route("/admin/evaluation", admin_evaluation.evaluation, needs=_MEASURE),
    Route(
        "/admin/evaluation", admin_evaluation.upload,
        method="POST", needs=_MEASURE, largest=LARGEST_QUESTIONS,
    ),
    Route("/admin/evaluation/template", admin_evaluation.template, needs=_MEASURE),
    Route("/admin/evaluation/{name}", admin_evaluation.one, needs=_MEASURE),
    Route("/admin/evaluation/{name}/report", admin_evaluation.report, needs=_MEASURE),
    Route("/admin/evaluation/{name}/again", admin_evaluation.again, method="POST", needs=_MEASURE),
    Route("/admin/gaps", admin_gaps.gaps, needs=_FILES),
    Route("/admin/gaps.csv", admin_gaps.as_csv, needs=_FILES),
    Route("/admin/gaps.xlsx", admin_gaps.as_workbook, needs=_FILES),
    Route("/about", about.about),
)  # fmt: skip
ROUTES = (
    *LINK_ROUTES, *_PAGES, *EXAM_ROUTES, *EXCHANGE_ROUTES, *QUESTION_ROUTES, *LEDGER_ROUTES,
    *EXPERT_ROUTES, *BRIEF_ROUTES, *DESK_ROUTES, *API_ROUTES, *BRIEF_API_ROUTES,
)  # fmt: skip
"""Of the API, what is longer comes first: an id may hold a slash."""
DEVELOPMENT = (Route("/gallery", gallery.gallery),)
"""Addresses that are there only for whoever works on the product."""
