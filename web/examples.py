"""What does an answer of the API look like? The examples in its description; a test checks them."""

__all__ = ["CLAUSE", "DOCUMENT", "HEALTH", "SEARCH", "SUGGEST"]

_TEXT = (
    "（三）强化责任考核。把城市安全发展工作任务纳入行业系统安全生产督导检查的重点内容，"
    "加强过程考核，严格责任落实，强化结果通报，全面推进工作落实。"
)
_CITATION = "《关于推进城市安全发展有关工作的通知》（吉粮安函〔2020〕133号）三、（三）"
_PATH = ["三、保障措施", "（三）强化责任考核"]
_WORDS = "安全生产督导检查"
_PLACE: dict[str, object] = {
    "ordinal": 11,
    "address": "3.3",
    "path": _PATH,
    "citation": _CITATION,
    "text": _TEXT,
    "start": 1953,
    "end": 1953 + len(_TEXT),
    "defects": [],
}
_OF_DOCUMENT: dict[str, object] = {
    "document_id": "jiliang-2020-133",
    "title": "关于推进城市安全发展有关工作的通知",
    "doc_no": "吉粮安函〔2020〕133号",
}
_STATUS: dict[str, object] = {
    "status": "未核实",
    "status_basis": (
        "来源未载明有效期，尚未向发文机关核实，2020-12-01印发，库中未见修改或废止它的文件"
    ),
    "status_as_of": None,
}
_LIFE: dict[str, object] = {
    "as_of": "2026-01-05",
    **_STATUS,
    "status_by": None,
    "status_warning": None,
}

SEARCH: dict[str, object] = {
    "query": f'"{_WORDS}"',
    "as_of": "2026-01-05",
    "mode": "hybrid",
    "relaxed": False,
    "total": 1,
    "folded": 0,
    "took_ms": 8.4,
    "facets": {
        "kind": {"policy": 1},
        "status": {"未核实": 1},
        "issuer": {"吉林省粮食和物资储备局": 1},
        "region": {"吉林省": 1},
        "year": {"2020": 1},
    },
    "hits": [
        {
            "rank": 1,
            "clause_id": "jiliang-2020-133:3.3",
            **_OF_DOCUMENT,
            "kind": "policy",
            "issuer": "吉林省粮食和物资储备局",
            "region": "吉林省",
            "issued_on": "2020-12-01",
            "published_on": None,
            "effective_on": None,
            **_STATUS,
            "path": _PATH,
            "citation": _CITATION,
            "text": _TEXT,
            "snippet": _TEXT,
            "snippet_start": 0,
            "highlights": [[_TEXT.index(_WORDS), _TEXT.index(_WORDS) + len(_WORDS)]],
            "verbatim": True,
            "scores": {
                "keyword": {"rank": 1, "score": 6.8605},
                "semantic": {"rank": 1, "cosine": 0.4336},
                "fused": 1.0,
            },
            "matched_terms": [_WORDS],
            "notes": [],
            "more": 0,
            "reasons": [],
        }
    ],
    "notices": [],
    "filters": [],
    "suggestions": [],
}
SUGGEST: dict[str, object] = {
    "suggestions": [{"text": "关于推进城市安全发展有关工作的通知", "source": "标题"}]
}
CLAUSE: dict[str, object] = {
    "clause_id": "jiliang-2020-133:3.3",
    **_OF_DOCUMENT,
    **_LIFE,
    "verbatim": True,
    **_PLACE,
    "origin": None,
}
DOCUMENT: dict[str, object] = {
    **_OF_DOCUMENT,
    "kind": "policy",
    "issuer": "吉林省粮食和物资储备局",
    "region": "吉林省",
    "region_code": "220000",
    "level": "规范性文件",
    "issued_on": "2020-12-01",
    "published_on": None,
    "effective_on": None,
    "expires_on": None,
    "repealed_on": None,
    **_LIFE,
    "source": "吉林省粮食和物资储备局通知，客户提供的网页文本",
    "aliases": [],
    "notes": [],
    "doubts": [],
    "verbatim": True,
    "editions": [],
    "references": [
        {
            "kind": "依据",
            "title": (
                "中共吉林省委办公厅吉林省人民政府办公厅印发"
                "〈关于深入推进城市安全发展的实施意见〉的通知"
            ),
            "number": "吉办发〔2018〕53号",
            "held": None,
            "places": [{"address": "0", "clause_id": None}],
        },
        {
            "kind": "引用",
            "title": "吉林省党政领导干部安全生产责任制实施细则",
            "number": None,
            "held": None,
            "places": [{"address": "2.2", "clause_id": None}],
        },
        {
            "kind": "引用",
            "title": "企业安全生产主体责任“五个必须落实”",
            "number": None,
            "held": None,
            "places": [{"address": "2.2", "clause_id": None}],
        },
    ],
    "referrers": [],
    "text": "关于推进城市安全发展有关工作的通知\n……",
    "clauses": [{"clause_id": "jiliang-2020-133:3.3", **_PLACE}],
}
HEALTH: dict[str, object] = {
    "version": "0.1.0",
    "searchable": True,
    "semantic": True,
    "generation": "20260105-081500-3f2a",
    "documents": 5,
    "clauses": 155,
    "model": "zhiku-static",
    "problems": [],
    "holdings": "",
}
