"""What do the list, the export, the changes and the saved searches look like? Examples."""

import hashlib
import json

from library.sharing import SCHEMA

__all__ = [
    "CHANGES", "DOCUMENTS", "EXPORT", "FEED", "HISTORY", "MANIFEST", "SAVED_SEARCH",
    "SAVED_SEARCHES",
]  # fmt: skip

_NAME = "jiliang-2020-133"
_TITLE = "关于推进城市安全发展有关工作的通知"
_NUMBER = "吉粮安函〔2020〕133号"
_TEXT = f"{_TITLE}\n一、总体要求\n坚持安全第一。\n"
_CURSOR, _LATER = "MTQxLjlmMmM0YTdlMWIwMw", "MTQzLjNkNWE5MGMyN2U0Zg"

DOCUMENTS: dict[str, object] = {
    "as_of": "2026-01-05",
    "total": 1,
    "page": 1,
    "documents": [
        {
            "document_id": _NAME,
            "title": _TITLE,
            "kind": "policy",
            "doc_no": _NUMBER,
            "issuer": "吉林省粮食和物资储备局",
            "region": "吉林省",
            "level": "规范性文件",
            "issued_on": "2020-12-01",
            "published_on": None,
            "effective_on": None,
            "status": "未核实",
            "status_basis": (
                "来源未载明有效期，尚未向发文机关核实，2020-12-01印发，库中未见修改或废止它的文件"
            ),
        }
    ],
    "next": None,
}
EXPORT: dict[str, object] = {
    "aliases": [],
    "clauses": [
        {
            "address": "1",
            "citation": f"《{_TITLE}》（{_NUMBER}）一",
            "clause_id": f"{_NAME}:1",
            "end": len(_TEXT) - 1,
            "path": ["一、总体要求"],
            "start": len(_TITLE) + 1,
            "text": _TEXT[len(_TITLE) + 1 : -1],
        }
    ],
    "doc_no": _NUMBER,
    "document_id": _NAME,
    "effective_on": None,
    "expires_on": None,
    "facts": {},
    "issued_on": "2020-12-01",
    "issuer": "吉林省粮食和物资储备局",
    "kind": "policy",
    "level": "规范性文件",
    "notes": [],
    "published_on": None,
    "region": "吉林省",
    "region_code": "220000",
    "relations": [],
    "repealed_on": None,
    "source": "吉林省粮食和物资储备局通知，客户提供的网页文本",
    "stated_status": "未核实",
    "stated_status_as_of": None,
    "stated_status_basis": "来源未载明有效期，尚未向发文机关核实",
    "text": _TEXT,
    "title": _TITLE,
    "verbatim": True,
}
_LINE = json.dumps(EXPORT, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_SUM = hashlib.sha256(_LINE.encode()).hexdigest()
MANIFEST: dict[str, object] = {
    "schema_version": SCHEMA,
    "version": "0.1.0",
    "generation": "20260105-081500-3f2a",
    "made_at": "2026-01-05T08:20:00+00:00",
    "documents": 1,
    "clauses": 1,
    "cursor": _CURSOR,
    "licence": "法律、法规和国家机关的公文不适用著作权法（《著作权法》第五条）……",
    "entries": [{"document_id": _NAME, "sha256": _SUM, "clauses": 1}],
}
CHANGES: dict[str, object] = {
    "changes": [
        {
            "document_id": _NAME,
            "change": "changed",
            "recorded_at": "2026-01-06T02:10:00+00:00",
            "sha256": _SUM,
            "document": EXPORT,
        },
        {
            "document_id": "jiliang-2019-8",
            "change": "removed",
            "recorded_at": "2026-01-06T02:10:00+00:00",
            "sha256": None,
            "document": None,
        },
    ],
    "cursor": _LATER,
    "more": False,
    "next": f"/api/v1/changes?since={_LATER}",
}
SAVED_SEARCH: dict[str, object] = {
    "number": 3,
    "name": "危大工程新规",
    "asked": "q=%E5%8D%B1%E5%A4%A7%E5%B7%A5%E7%A8%8B&kind=policy",
    "conditions": ["政策文件"],
    "url": "/search?q=%E5%8D%B1%E5%A4%A7%E5%B7%A5%E7%A8%8B&kind=policy",
    "created_at": "2026-01-05T01:30:00+00:00",
    "feed": False,
    "new": [
        {
            "document_id": "jianbanzhi-2018-31",
            "title": "关于实施《危险性较大的分部分项工程安全管理规定》有关问题的通知",
            "found_at": "2026-01-06T02:10:00+00:00",
        }
    ],
}
SAVED_SEARCHES: dict[str, object] = {"searches": [SAVED_SEARCH]}
FEED: dict[str, object] = {
    "url": "http://127.0.0.1:8000/feeds/vJ0dVnq3mXH2o5rB8sKf1uYwLzT6cEaG4pQiN7hRkMs.atom"
}
HISTORY: dict[str, object] = {
    "recording": True,
    "searches": [
        {
            "asked": "q=%E4%BA%94%E5%88%B0%E4%BD%8D",
            "url": "/search?q=%E4%BA%94%E5%88%B0%E4%BD%8D",
            "at": "2026-01-05T01:28:00+00:00",
            "total": 4,
        }
    ],
}
