"""What do the checks of works and of drafts answer? Examples; a test checks them."""

__all__ = ["ACCIDENT", "CITATIONS", "THRESHOLDS"]

THRESHOLDS: dict[str, object] = {
    "works": "土方开挖、支护、降水",
    "category": "基坑工程",
    "answer": "危大",
    "certain": True,
    "deciding": {
        "item": "土方开挖、支护、降水",
        "level": "危险性较大",
        "rule": "开挖深度≥3m；或未达3m但地质、环境、管线复杂，或影响毗邻建构筑物",
        "document": "建办质〔2018〕31号",
        "clause": "附件1（一）1、2",
        "region": "全国",
        "effective_on": None,
    },
    "rows": [
        {
            "item": "土方开挖、支护、降水",
            "level": "超过一定规模",
            "rule": "开挖深度≥5m",
            "document": "建办质〔2018〕31号",
            "clause": "附件2（一）",
            "region": "全国",
            "effective_on": None,
            "state": "not_met",
            "reason": "开挖深度 4.8m，未达到 5m",
        },
        {
            "item": "土方开挖、支护、降水",
            "level": "危险性较大",
            "rule": "开挖深度≥3m；或未达3m但地质、环境、管线复杂，或影响毗邻建构筑物",
            "document": "建办质〔2018〕31号",
            "clause": "附件1（一）1、2",
            "region": "全国",
            "effective_on": None,
            "state": "met",
            "reason": "开挖深度 4.8m，达到 3m",
        },
    ],
    "missing": [],
    "conditions": [
        {
            "number": 1,
            "text": "未达3m但地质、环境、管线复杂，或影响毗邻建构筑物",
            "level": "危险性较大",
            "answer": None,
        }
    ],
    "measures": {"开挖深度": "4.8m"},
    "experts": None,
    "following": [
        {
            "what": "编制专项施工方案",
            "citation": "依据《危险性较大的分部分项工程安全管理规定》第十条（要点，非原文）",
            "clause_id": "digest-危险性较大的分部分项工程安全管理规定:a10",
        },
        {
            "what": "方案审核、审查后实施",
            "citation": "依据《危险性较大的分部分项工程安全管理规定》第十一条（要点，非原文）",
            "clause_id": "digest-危险性较大的分部分项工程安全管理规定:a11",
        },
    ],
    "notes": [],
}
ACCIDENT: dict[str, object] = {
    "answer": "较大",
    "certain": True,
    "deciding": ["死亡", "重伤", "直接经济损失"],
    "unknown": [],
    "reason": (
        "死亡 3 人属较大，重伤 10 人属较大，直接经济损失 1000 万元属较大："
        "决定等级的是死亡、重伤、直接经济损失"
    ),
    "basis": {
        "what": "事故等级",
        "citation": "《生产安全事故报告和调查处理条例》第三条",
        "clause_id": None,
    },
}
CITATIONS: dict[str, object] = {
    "as_of": "2026-01-05",
    "generation": "20260105-080000-0001",
    "counts": {
        "exists": 1,
        "ended": 1,
        "lapsed": 0,
        "no_article": 0,
        "no_part": 0,
        "mismatch": 0,
        "not_held": 0,
        "unclear": 0,
    },
    "misquoted": 0,
    "citations": [
        {
            "start": 4,
            "end": 15,
            "text": "JGJ 46-2005",
            "title": None,
            "number": "JGJ46-2005",
            "place": None,
            "inferred": False,
            "verdict": "ended",
            "label": "已废止或被替代",
            "notes": [
                "库中有更新的文本《建筑与市政工程施工现场临时用电安全技术标准》"
                "（JGJ/T 46-2024），自2025-01-01起施行。",
                "库中只有卡片，没有原文，请核对原件。",
            ],
            "status": "被替代",
            "document": {
                "document_id": "card-JGJ-46-2005",
                "title": "施工现场临时用电安全技术规范",
                "doc_no": "JGJ 46-2005",
            },
            "clause_id": None,
            "citation": None,
            "successor": {
                "document_id": "card-JGJ-T-46-2024",
                "title": "建筑与市政工程施工现场临时用电安全技术标准",
                "doc_no": "JGJ/T 46-2024",
            },
            "quote": None,
        },
        {
            "start": 18,
            "end": 30,
            "text": "《安全生产法》第四十一条",
            "title": "安全生产法",
            "number": None,
            "place": "第四十一条",
            "inferred": False,
            "verdict": "exists",
            "label": "存在",
            "notes": ["库中只有要点，没有原文，请核对原件。"],
            "status": "未核实",
            "document": {
                "document_id": "digest-安全生产法",
                "title": "《安全生产法》要点",
                "doc_no": None,
            },
            "clause_id": "digest-安全生产法:a41",
            "citation": "依据《安全生产法》第四十一条（要点，非原文）",
            "successor": None,
            "quote": None,
        },
    ],
}
