"""What do the answers of the desks look like? Examples."""

__all__ = [
    "AUDIT",
    "BACKUPS",
    "BACKUP_CHECK",
    "BACKUP_JOB",
    "ENTRY",
    "EVALUATION",
    "EVALUATIONS",
    "EVALUATION_BEGUN",
    "EVALUATION_COMPARISON",
    "GAPS",
    "IMPORT",
    "IMPORTS",
    "JOB",
    "NEW_PASSWORD",
    "REINDEX",
    "REMOVAL",
    "SYNONYMS",
    "SYNONYMS_TRIAL",
    "USER",
    "USERS",
    "WORDS",
    "WORDS_TRIAL",
]  # fmt: skip

_DELIVERY = "3f2a7b10c4d58e96a1b2c3d4e5f60718"
_TITLE = "关于加强塔式起重机安全管理的通知"
_REHEARSED: dict[str, object] = {
    "job": "1767600900000-3f2a7b10",
    "kind": "试导入",
    "subject": _DELIVERY,
    "who": "王编辑",
    "created_at": "2026-01-05T08:15:00+00:00",
    "state": "已完成",
    "ended": True,
    "said": "共 1 个文件：新增 1；其中存疑 1 份，共 1 处。",
    "done": 1,
    "total": 1,
    "ended_at": "2026-01-05T08:15:04+00:00",
}
JOB: dict[str, object] = _REHEARSED | {
    "kind": "更新索引",
    "subject": "只处理有变化的",
    "state": "进行中",
    "ended": False,
    "said": "建立语义索引：1,200 / 4,800 条，600 条/秒，约剩 6 秒",
    "done": 1200,
    "total": 4800,
    "ended_at": None,
}
_BRIEF: dict[str, object] = {
    "delivery": _DELIVERY,
    "who": "王编辑",
    "begun_at": "2026-01-05T08:14:58+00:00",
    "state": "待确认",
    "files": [{"name": "塔机通知.docx", "size": 23817}],
    "refused": [],
    "job": _REHEARSED,
}
IMPORTS: dict[str, object] = {"imports": [_BRIEF]}
_DOUBT = {"field": "doc_no", "value": "某建函〔2020〕133号", "reason": "年份与印发日期不一致"}
IMPORT: dict[str, object] = _BRIEF | {
    "report": {
        "imported": False,
        "totals": "共 1 个文件：新增 1；其中存疑 1 份，共 1 处。",
        "counts": {
            "新增": 1, "更新": 0, "替代": 0, "未变": 0, "重复": 0, "略过": 0, "失败": 0,
        },
        "doubtful": 1,
        "files": [
            {
                "path": "塔机通知.docx",
                "result": "新增",
                "document_id": "某建函-2020-133",
                "title": _TITLE,
                "message": "",
                "notes": [],
                "changes": {
                    "fields": [],
                    "clauses_added": [],
                    "clauses_removed": [],
                    "clauses_changed": [],
                    "other": False,
                },
                "doubts": [_DOUBT],
                "similar": [],
                "lines": [],
            }
        ],
    },
    "doubtful": [],
}  # fmt: skip
REINDEX: dict[str, object] = {
    "behind": True,
    "documents": 141,
    "clauses": 4800,
    "index": {
        "name": "20260105-081500-3f2a",
        "built": "2026-01-05T08:15:00+08:00",
        "documents": 140,
        "clauses": 4795,
    },
    "problems": [],
    "job": JOB,
    "running": JOB,
}
ENTRY: dict[str, object] = {
    "document_id": "某建函-2020-133",
    "fields": [
        {"field": "title", "label": "标题", "value": _TITLE, "remark": ""},
        {
            "field": "issuer",
            "label": "发文机关",
            "value": "某省住房和城乡建设厅",
            "remark": "人工更正，文件里是：未载明",
        },
    ],
    "doubts": [_DOUBT],
    "history": [
        {
            "field": "issuer",
            "done": "定为“某省住房和城乡建设厅”",
            "basis": "省政府公报2024年第3期",
            "who": "王编辑",
            "made_at": "2026-01-05T16:20:00+08:00",
        }
    ],
}
REMOVAL: dict[str, object] = {
    "document_id": "某建函-2020-133",
    "title": _TITLE,
    "doc_no": "某建函〔2020〕133号",
    "clauses": 12,
    "places": ["upload:塔机通知.docx"],
    "corrections": 1,
    "warnings": [],
}
_EARLIER = {
    "name": "dictionary-20260104-093000-000000.tsv",
    "until": "2026-01-04T01:30:00+00:00",
    "lines": 2,
}
WORDS: dict[str, object] = {
    "version": "5c1e0a3b9d7f2468",
    "columns": ["词条", "类别"],
    "rows": [["附着式升降脚手架", "设备"], ["盘扣架", "设备"]],
    "faults": [],
    "earlier": [_EARLIER],
}
SYNONYMS: dict[str, object] = WORDS | {
    "columns": ["规范词", "其他叫法", "关系"],
    "rows": [["附着式升降脚手架", "爬架;整体提升架", "俗称"]],
    "earlier": [],
}
_CUT = {
    "text": "附着式升降脚手架使用前应当验收",
    "before": ["附着式", "升降", "脚手架", "使用", "前", "应当", "验收"],
    "after": ["附着式升降脚手架", "使用", "前", "应当", "验收"],
}
WORDS_TRIAL: dict[str, object] = {
    "added": ["附着式升降脚手架\t设备"],
    "removed": [],
    "fault": "",
    "words": [{"word": "附着式升降脚手架", "clauses": 9, "example": _CUT}],
    "texts": [],
    "queries": [],
}
_READING = {
    "words": [{"word": "爬架", "synonyms": []}],
    "related": [],
    "total": 2,
    "citations": [f"《{_TITLE}》（某建函〔2020〕133号）三"],
}
SYNONYMS_TRIAL: dict[str, object] = {
    "added": ["附着式升降脚手架\t爬架;整体提升架\t俗称"],
    "removed": [],
    "fault": "",
    "words": [],
    "texts": [],
    "queries": [
        {
            "query": "爬架",
            "refused": "",
            "changed": True,
            "before": _READING,
            "after": _READING
            | {
                "words": [{"word": "爬架", "synonyms": ["附着式升降脚手架", "整体提升架"]}],
                "total": 11,
            },
        }
    ],
}
USER: dict[str, object] = {
    "number": 2,
    "name": "王编辑",
    "roles": ["编辑"],
    "disabled": False,
    "temporary": True,
    "created_at": "2026-01-05T01:00:00+00:00",
    "signed_in_at": None,
}
USERS: dict[str, object] = {"users": [USER]}
NEW_PASSWORD: dict[str, object] = USER | {"password": "示例-不是-真的-口令"}
AUDIT: dict[str, object] = {
    "total": 1,
    "page": 1,
    "entries": [
        {
            "number": 57,
            "at": "2026-01-05T08:20:00+00:00",
            "who": "王编辑",
            "address": "10.0.0.8",
            "action": "更正著录",
            "object": "某建函-2020-133",
            "before": {"发文机关": "未载明"},
            "after": {"依据": "省政府公报2024年第3期", "发文机关": "某省住房和城乡建设厅"},
        }
    ],
    "next": None,
}
GAPS: dict[str, object] = {
    "as_of": "2026-01-05",
    "groups": [
        {
            "name": "未收录的依据和引用",
            "advice": "请取得原文并导入。",
            "total": 1,
            "gaps": [
                {
                    "subject": "建设工程消防设计审查验收管理暂行规定",
                    "document_id": None,
                    "detail": "有 3 份文件提到它",
                    "count": 3,
                    "places": ["某建函-2020-133:2"],
                }
            ],
        }
    ],
}
BACKUP_JOB: dict[str, object] = JOB | {
    "kind": "备份",
    "subject": "",
    "said": "压缩：12 / 48 MB",
    "done": 12_582_912,
    "total": 50_331_648,
}
_BACKUP: dict[str, object] = {
    "name": "zhiku-20260105-081500-000000.zip",
    "size": 18_874_368,
    "begun_at": "2026-01-05T00:15:00+00:00",
    "url": "/api/v1/backups/zhiku-20260105-081500-000000.zip",
}
BACKUPS: dict[str, object] = {"backups": [_BACKUP]}
BACKUP_CHECK: dict[str, object] = _BACKUP | {
    "sound": True,
    "fault": "",
    "documents": 41,
    "clauses": 1204,
}
_FIGURES: dict[str, object] = {
    "questions": 1,
    "unanswerable": 0,
    "success_1": 1.0,
    "success_3": 1.0,
    "success_10": 1.0,
    "mrr_10": 1.0,
    "ndcg_10": 1.0,
    "silence": None,
    "p50_ms": 12.4,
    "p95_ms": 12.4,
}
_RUN: dict[str, object] = {
    "name": "20260105-081500-000000",
    "title": "科室常见问题.xlsx",
    "who": "王编辑",
    "at": "2026-01-05T00:15:00+00:00",
    "about": {"模型": "zhiku-static", "关键词引擎": "Whoosh", "整句提问": "学得的次序"},
    "mode": "hybrid",
    "generation": "20260105-081500-3f2a",
    "as_of": "2026-01-05",
    "figures": _FIGURES,
}
EVALUATIONS: dict[str, object] = {
    "total": 1,
    "page": 1,
    "evaluations": [_RUN],
    "work": {
        "title": "科室常见问题.xlsx",
        "running": False,
        "done": 1,
        "total": 1,
        "fault": "",
    },
    "next": None,
}
EVALUATION: dict[str, object] = _RUN | {
    "by_style": {"口语": _FIGURES},
    "answers": [
        {
            "name": "q1",
            "query": "塔吊多久检查一次",
            "style": "口语",
            "note": "",
            "expected": ["某建函-2020-133:2"],
            "ranks": [1],
            "hits": [["某建函-2020-133:2", f"《{_TITLE}》（某建函〔2020〕133号）二"]],
            "total": 8,
            "took_ms": 12.4,
            "first": 1,
        }
    ],
    "bad_rows": [],
}
EVALUATION_BEGUN: dict[str, object] = {
    "name": "20260105-081500-000000",
    "title": "科室常见问题.xlsx",
    "done": True,
}
EVALUATION_COMPARISON: dict[str, object] = {
    "before": _RUN | {"name": "20260104-081500-000000"},
    "after": _RUN,
    "better": [{"query": "塔吊多久检查一次", "before": 4, "after": 1}],
    "worse": [],
    "same": 0,
    "unmatched": 0,
    "chance": 1.0,
}
