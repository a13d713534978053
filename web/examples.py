"""What does an answer of the API look like? The examples in its description; a test checks them."""

__all__ = ["CLAUSE", "DOCUMENT", "HEALTH", "SEARCH"]

_TEXT = "（五）深化事故隐患排查治理。做到“五到位”。"
_CITATION = "《关于推进城市安全发展有关工作的通知》（吉粮安函〔2020〕133号）二、（五）"
_PATH = ["二、主要任务", "（五）深化事故隐患排查治理"]
_PLACE: dict[str, object] = {
    "ordinal": 6,
    "address": "2.5",
    "path": _PATH,
    "citation": _CITATION,
    "text": _TEXT,
    "start": 812,
    "end": 812 + len(_TEXT),
    "defects": [],
}
_OF_DOCUMENT: dict[str, object] = {
    "document_id": "jiliang-2020-133",
    "title": "关于推进城市安全发展有关工作的通知",
    "doc_no": "吉粮安函〔2020〕133号",
}
_STATUS: dict[str, object] = {
    "status": "未核实",
    "status_basis": "来源未载明有效期，尚未向发文机关核实",
    "status_as_of": None,
}

SEARCH: dict[str, object] = {
    "query": "五到位",
    "as_of": "2026-01-05",
    "mode": "hybrid",
    "relaxed": False,
    "total": 1,
    "took_ms": 8.4,
    "facets": {"kind": {"policy": 1}, "status": {"未核实": 1}, "year": {"2020": 1}},
    "hits": [
        {
            "rank": 1,
            "clause_id": "jiliang-2020-133:2.5",
            **_OF_DOCUMENT,
            "kind": "policy",
            "issuer": "吉林省粮食和物资储备局",
            "issued_on": "2020-12-01",
            "status": "未核实",
            "path": _PATH,
            "citation": _CITATION,
            "text": _TEXT,
            "snippet": _TEXT,
            "snippet_start": 0,
            "highlights": [[_TEXT.index("五到位"), _TEXT.index("五到位") + 3]],
            "verbatim": True,
            "scores": {
                "keyword": {"rank": 1, "score": 9.31},
                "semantic": {"rank": 2, "cosine": 0.62},
                "fused": 1.7,
            },
            "matched_terms": ["五到位"],
            "notes": [],
        }
    ],
    "notices": [],
}
CLAUSE: dict[str, object] = {
    "clause_id": "jiliang-2020-133:2.5",
    **_OF_DOCUMENT,
    **_STATUS,
    "verbatim": True,
    **_PLACE,
}
DOCUMENT: dict[str, object] = {
    **_OF_DOCUMENT,
    "kind": "policy",
    "issuer": "吉林省粮食和物资储备局",
    "region": "吉林省",
    "level": "规范性文件",
    "issued_on": "2020-12-01",
    "published_on": None,
    "effective_on": None,
    **_STATUS,
    "source": "吉林省粮食和物资储备局通知，客户提供的网页文本",
    "aliases": [],
    "notes": [],
    "verbatim": True,
    "text": "关于推进城市安全发展有关工作的通知\n……",
    "clauses": [{"clause_id": "jiliang-2020-133:2.5", **_PLACE}],
}
HEALTH: dict[str, object] = {
    "version": "0.1.0",
    "searchable": True,
    "semantic": True,
    "generation": "20260105-081500-3f2a",
    "documents": 5,
    "clauses": 155,
    "model": "zhiku-static-256",
    "problems": [],
}
