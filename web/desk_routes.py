"""What can a program do at the desks of the administration? The table of that part of the API."""

from library.accounts import Permission
from web import desk_examples as shown
from web import desk_schemas as told
from web import entry_schemas, import_schemas, user_schemas, word_schemas
from web import evaluation_schemas as measured
from web.api import audit, backups, corrections, evaluations, gaps, imports, jobs, users, words
from web.deliveries import LARGEST_UPLOAD
from web.evaluation_runs import LARGEST_QUESTIONS
from web.pages import admin_backup
from web.routing import Manual, Route
from web.word_forms import LARGEST_WORDS

__all__ = ["DESK_ROUTES"]

_ALL, _WORDS = Permission.ADMINISTER, Permission.DICTIONARY
_MEASURE, _FILES = Permission.EVALUATE, Permission.IMPORT
_READS, _NAMED = (400, 401, 403, 503), (400, 401, 403, 404, 503)
_CHANGES, _SENDS = (400, 401, 403, 404, 409, 503), (400, 401, 403, 409, 413, 503)
DESK_ROUTES = (
    Route("/api/v1/imports", imports.imports, Manual(
        "最近的导入", "取最近上传的几批文件和各自的进展。",
        import_schemas.ImportsAnswer, shown.IMPORTS, _READS,
    ), needs=_FILES),
    Route("/api/v1/imports", imports.receive, Manual(
        "上传并试导入", "上传一批文件（multipart），随即在后台试导入；确认以前什么也不写入。",
        import_schemas.ImportAnswer, shown.IMPORT, _SENDS,
    ), method="POST", needs=_FILES, largest=LARGEST_UPLOAD),
    Route("/api/v1/imports/{delivery}", imports.delivery, Manual(
        "取一批导入", "取一批文件的进展、每个文件的结果和要人核实的值。",
        import_schemas.ImportAnswer, shown.IMPORT, _NAMED,
    ), needs=_FILES),
    Route("/api/v1/imports/{delivery}/rehearsal", imports.rehearse, Manual(
        "再试导入", "把还没有导入的一批文件再试一次。",
        import_schemas.ImportAnswer, shown.IMPORT, _CHANGES,
    ), method="POST", needs=_FILES),
    Route("/api/v1/imports/{delivery}/confirm", imports.confirm, Manual(
        "确认导入", "把试过的一批文件在后台导入。",
        import_schemas.ImportAnswer, shown.IMPORT, _CHANGES,
    ), method="POST", needs=_FILES),
    Route("/api/v1/imports/{delivery}/discard", imports.discard, Manual(
        "放弃导入", "删去一批上传的文件，资料库不变；答复是余下的几批。",
        import_schemas.ImportsAnswer, shown.IMPORTS, _CHANGES,
    ), method="POST", needs=_FILES),
    Route("/api/v1/reindex", jobs.reindex, Manual(
        "索引的情况", "取索引是否需要更新、资料库和索引的份数、进行中的任务。",
        import_schemas.ReindexAnswer, shown.REINDEX, _READS,
    ), needs=_FILES),
    Route("/api/v1/reindex", jobs.start, Manual(
        "更新索引", "在后台更新索引，旧索引照常服务；答复是这项任务。",
        import_schemas.JobAnswer, shown.JOB, (400, 401, 403, 409, 503),
    ), method="POST", needs=_FILES),
    Route("/api/v1/jobs/{job}", jobs.job, Manual(
        "取任务", "取一项后台任务的进度或结果。",
        import_schemas.JobAnswer, shown.JOB, _NAMED,
    ), needs=_FILES, urgent=True),
    Route("/api/v1/jobs/{job}/cancel", jobs.cancel, Manual(
        "取消任务", "请一项后台任务停下，已经结束的不变；停下要几秒，请再取一次。",
        import_schemas.JobAnswer, shown.JOB, _NAMED,
    ), method="POST", needs=_FILES),
    Route("/api/v1/documents/{document_id}/corrections", corrections.entry, Manual(
        "取著录", "取一份文件在资料库里现在的著录、存疑的值和历次更正。",
        entry_schemas.EntryAnswer, shown.ENTRY, _NAMED,
    ), needs=_FILES),
    Route("/api/v1/documents/{document_id}/corrections", corrections.correct, Manual(
        "更正或确认著录", "写明依据，更正一项著录，或确认它无误；答复是改动以后的著录。",
        entry_schemas.EntryAnswer, shown.ENTRY, _CHANGES,
    ), method="POST", needs=_FILES),
    Route("/api/v1/documents/{document_id}/corrections/withdraw", corrections.withdraw, Manual(
        "撤回更正", "写明依据，撤回一项人工更正，恢复为文件里读出的值。",
        entry_schemas.EntryAnswer, shown.ENTRY, _CHANGES,
    ), method="POST", needs=_FILES),
    Route("/api/v1/documents/{document_id}/remove", corrections.remove, Manual(
        "移除文件", "从资料库移除一份文件及其条款、更正和原件，不能恢复；更新索引后检索不到。",
        entry_schemas.RemovalAnswer, shown.REMOVAL, _CHANGES,
    ), method="POST", needs=_FILES),
    Route("/api/v1/dictionary", words.dictionary, Manual(
        "取词典", "取本单位的整个词典和它的版本，或一个历史版本。",
        word_schemas.WordsAnswer, shown.WORDS, _READS,
    ), needs=_WORDS),
    Route("/api/v1/dictionary", words.save_dictionary, Manual(
        "改词典", "换成给出的全部行，原来的另存为历史版本；版本已变时答 409。更新索引后生效。",
        word_schemas.WordsAnswer, shown.WORDS, _SENDS,
    ), method="POST", needs=_WORDS, largest=LARGEST_WORDS),
    Route("/api/v1/dictionary/preview", words.preview_dictionary, Manual(
        "预览词典的改动", "说明改动以后怎样切词、涉及几条，不保存。",
        word_schemas.WordsTrialAnswer, shown.WORDS_TRIAL, _SENDS,
    ), method="POST", needs=_WORDS, largest=LARGEST_WORDS),
    Route("/api/v1/synonyms", words.synonyms, Manual(
        "取同义词", "取本单位的全部同义词和它的版本，或一个历史版本。",
        word_schemas.WordsAnswer, shown.SYNONYMS, _READS,
    ), needs=_WORDS),
    Route("/api/v1/synonyms", words.save_synonyms, Manual(
        "改同义词", "换成给出的全部行，原来的另存为历史版本；版本已变时答 409。更新索引后生效。",
        word_schemas.WordsAnswer, shown.SYNONYMS, _SENDS,
    ), method="POST", needs=_WORDS, largest=LARGEST_WORDS),
    Route("/api/v1/synonyms/preview", words.preview_synonyms, Manual(
        "预览同义词的改动", "说明改动以后怎样理解查询、前五条有什么变化，不保存。",
        word_schemas.WordsTrialAnswer, shown.SYNONYMS_TRIAL, _SENDS,
    ), method="POST", needs=_WORDS, largest=LARGEST_WORDS),
    Route("/api/v1/evaluations", evaluations.evaluations, Manual(
        "历次评测", "取历次检索评测和各自的指标，新的在前，分页给出。",
        measured.EvaluationsAnswer, shown.EVALUATIONS, _READS,
    ), needs=_MEASURE),
    Route("/api/v1/evaluations", evaluations.begin, Manual(
        "开始评测", "上传一个查询表（multipart）并逐个去查；小的当场做完，大的在后台做。",
        measured.EvaluationBegun, shown.EVALUATION_BEGUN, _SENDS,
    ), method="POST", needs=_MEASURE, largest=LARGEST_QUESTIONS),
    Route("/api/v1/evaluations/{name}/again", evaluations.again, Manual(
        "再评测一次", "用一次评测的查询表再做一次。",
        measured.EvaluationBegun, shown.EVALUATION_BEGUN, _CHANGES,
    ), method="POST", needs=_MEASURE),
    Route("/api/v1/evaluations/{name}/compare", evaluations.compared, Manual(
        "比较两次评测", "逐个问题比较两次评测：哪些变好，哪些变差。",
        measured.EvaluationComparison, shown.EVALUATION_COMPARISON, _NAMED,
    ), needs=_MEASURE),
    Route("/api/v1/evaluations/{name}", evaluations.evaluation, Manual(
        "取一次评测", "取一次检索评测：各分类的指标和每个问题的名次。",
        measured.EvaluationAnswer, shown.EVALUATION, _NAMED,
    ), needs=_MEASURE),
    Route("/api/v1/gaps", gaps.gaps, Manual(
        "取缺口", "取资料库缺什么、哪些存疑，分类给出；还在清点时答 503，几秒后再取。",
        told.GapsAnswer, shown.GAPS, _READS,
    ), needs=_FILES),
    Route("/api/v1/users", users.users, Manual(
        "列用户", "取全部用户和各自的角色。",
        user_schemas.UsersAnswer, shown.USERS, _READS,
    ), needs=_ALL),
    Route("/api/v1/users", users.add, Manual(
        "新增用户", "新增一个用户，给出只显示一次的口令，本人登录后必须先改掉。",
        user_schemas.NewPasswordAnswer, shown.NEW_PASSWORD, _READS,
    ), method="POST", needs=_ALL),
    Route("/api/v1/users/{number}", users.user, Manual(
        "取用户", "取一个用户。",
        user_schemas.UserAnswer, shown.USER, _NAMED,
    ), needs=_ALL),
    Route("/api/v1/users/{number}/roles", users.set_roles, Manual(
        "改变角色", "换成给出的角色，下一次请求起生效；最后一个管理员不能去掉。",
        user_schemas.UserAnswer, shown.USER, _NAMED,
    ), method="POST", needs=_ALL),
    Route("/api/v1/users/{number}/password", users.reset, Manual(
        "重设口令", "换一个只显示一次的口令；此人的登录全部退出，令牌全部撤销。",
        user_schemas.NewPasswordAnswer, shown.NEW_PASSWORD, _NAMED,
    ), method="POST", needs=_ALL),
    Route("/api/v1/users/{number}/state", users.switch, Manual(
        "停用或启用", "停用一个用户（登录退出、令牌撤销），或重新启用。",
        user_schemas.UserAnswer, shown.USER, _NAMED,
    ), method="POST", needs=_ALL),
    Route("/api/v1/backups", backups.backups, Manual(
        "历次备份", "取网页或接口做的备份，新的在前，最多留三个。",
        told.BackupsAnswer, shown.BACKUPS, _READS,
    ), needs=_ALL),
    Route("/api/v1/backups", backups.make, Manual(
        "做备份", "在后台做一个备份；答复是这项任务。",
        import_schemas.JobAnswer, shown.BACKUP_JOB, (400, 401, 403, 409, 503),
    ), method="POST", needs=_ALL),
    Route("/api/v1/backups/{archive}", admin_backup.fetch, needs=_ALL),
    Route("/api/v1/backups/{archive}/check", backups.check, Manual(
        "核对备份", "逐个文件核对一个备份的内容和校验和；损坏的说明哪里损坏。",
        told.BackupCheck, shown.BACKUP_CHECK, _NAMED,
    ), method="POST", needs=_ALL),
    Route("/api/v1/audit", audit.audit, Manual(
        "取审计日志", "按人、动作、日期取审计日志，新的在前，分页给出。",
        user_schemas.AuditAnswer, shown.AUDIT, _READS,
    ), needs=_ALL),
)  # fmt: skip
