"""What do links and the list of what to review answer? Examples; a test checks them."""

__all__ = ["CLAUSE_LINKS", "DOCUMENT_LINKS", "IMPACT"]

CLAUSE_LINKS: dict[str, object] = {
    "generation": "20260105-080000-0001",
    "as_of": "2026-01-05",
    "document": {
        "document_id": "digest-安全生产法",
        "title": "《安全生产法》要点",
        "doc_no": None,
        "effective_on": None,
    },
    "counts": {"case": 1, "duty": 1},
    "links": [
        {
            "kind": "case",
            "address": "a41",
            "relation": "涉及本条",
            "title": "西宁“1·13”公交车站路面塌陷事故",
            "citation": "西宁“1·13”公交车站路面塌陷事故（2020-01-13，案例摘要）",
            "target": "case-20200113-88c1b7a9",
            "document_id": "case-20200113-88c1b7a9",
            "page": None,
            "note": "",
        },
        {
            "kind": "duty",
            "address": "a41",
            "relation": "应当",
            "title": "生产经营单位：建立风险分级管控制度并按级落实措施",
            "citation": "依据《安全生产法》第四十一条（要点，非原文）",
            "target": "digest-安全生产法:a41",
            "document_id": "digest-安全生产法",
            "page": None,
            "note": "",
        },
    ],
}
DOCUMENT_LINKS: dict[str, object] = {
    "generation": "20260105-080000-0001",
    "as_of": "2026-01-05",
    "document": {
        "document_id": "digest-城镇燃气管理条例",
        "title": "《城镇燃气管理条例》要点",
        "doc_no": "国务院令第583号",
        "effective_on": None,
    },
    "counts": {"cited_by": 1, "duty": 1},
    "links": [
        {
            "kind": "cited_by",
            "address": "",
            "relation": "引用",
            "title": "吉林省住建系统推进城市安全发展实施意见",
            "citation": "《吉林省住建系统推进城市安全发展实施意见》二、（五）",
            "target": "jilin-2018-chengshi-anquan:p1.2.5",
            "document_id": "jilin-2018-chengshi-anquan",
            "page": None,
            "note": "",
        },
        {
            "kind": "duty",
            "address": "a11",
            "relation": "应当",
            "title": "建设单位：依法组织竣工验收，合格后把情况报燃气管理部门备案",
            "citation": "依据《城镇燃气管理条例》第十一条（要点，非原文）",
            "target": "digest-城镇燃气管理条例:a11",
            "document_id": "digest-城镇燃气管理条例",
            "page": None,
            "note": "15日内",
        },
    ],
}
IMPACT: dict[str, object] = {
    "old": {
        "document_id": "check-2009",
        "title": "工地检查办法",
        "doc_no": None,
        "effective_on": "2009-06-01",
    },
    "ended": True,
    "status": "被替代",
    "status_basis": "库中有更新的文本《工地检查办法》，自2021-07-01起施行",
    "new": {
        "document_id": "check-2021",
        "title": "工地检查办法",
        "doc_no": None,
        "effective_on": "2021-07-01",
    },
    "by": {
        "document_id": "check-2021",
        "title": "工地检查办法",
        "doc_no": None,
        "effective_on": "2021-07-01",
    },
    "changes": {"added": 1, "removed": 0, "changed": 2, "renumbered": 1, "unchanged": 1},
    "counts": {"revise": 0, "check": 1, "rename": 0},
    "reviews": [
        {
            "urgency": "check",
            "why": "所依据的条款有修改，现为第三条",
            "place": "第二条",
            "now_clause_id": "check-2021:a3",
            "now_citation": "《工地检查办法》第三条",
            "kind": "cited_by",
            "address": "a2",
            "relation": "引用",
            "title": "关于开展工地检查的通知",
            "citation": "《关于开展工地检查的通知》一、",
            "target": "notice-2015:1",
            "document_id": "notice-2015",
            "page": None,
            "note": "",
        }
    ],
    "aside": ["另有 1 份引用它的文件自己也已失效，不在此列。"],
}
