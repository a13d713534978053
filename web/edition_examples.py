"""What does a comparison of editions look like? A test checks that it is true of two texts."""

__all__ = ["COMPARISON"]

COMPARISON: dict[str, object] = {
    "old": {
        "document_id": "check-2009",
        "title": "工地检查办法",
        "doc_no": None,
        "issued_on": "2009-05-13",
        "published_on": None,
        "effective_on": None,
    },
    "new": {
        "document_id": "check-2021",
        "title": "工地检查办法",
        "doc_no": None,
        "issued_on": "2021-06-01",
        "published_on": None,
        "effective_on": None,
    },
    "counts": {"added": 1, "removed": 0, "changed": 2, "renumbered": 1, "unchanged": 1},
    "rows": [
        {
            "change": "unchanged",
            "renumbered": False,
            "likeness": 1.0,
            "old": {
                "clause_id": "check-2009:a1",
                "place": "第一条",
                "citation": "《工地检查办法》第一条",
                "text": "第一条\u3000为了加强工地检查，制定本办法。",
            },
            "new": {
                "clause_id": "check-2021:a1",
                "place": "第一条",
                "citation": "《工地检查办法》第一条",
                "text": "第一条\u3000为了加强工地检查，制定本办法。",
            },
            "pieces": [],
        },
        {
            "change": "added",
            "renumbered": False,
            "likeness": 0.0,
            "old": None,
            "new": {
                "clause_id": "check-2021:a2",
                "place": "第二条",
                "citation": "《工地检查办法》第二条",
                "text": "第二条\u3000检查结果应当公开。",
            },
            "pieces": [],
        },
        {
            "change": "changed",
            "renumbered": True,
            "likeness": 0.667,
            "old": {
                "clause_id": "check-2009:a2",
                "place": "第二条",
                "citation": "《工地检查办法》第二条",
                "text": "第二条\u3000检查每季度一次，检查人员不少于二人。",
            },
            "new": {
                "clause_id": "check-2021:a3",
                "place": "第三条",
                "citation": "《工地检查办法》第三条",
                "text": "第三条\u3000检查每月一次，检查人员不少于三人。",
            },
            "pieces": [
                {"op": "same", "text": "检查每"},
                {"op": "deleted", "text": "季度"},
                {"op": "inserted", "text": "月"},
                {"op": "same", "text": "一次，检查人员不少于"},
                {"op": "deleted", "text": "二"},
                {"op": "inserted", "text": "三"},
                {"op": "same", "text": "人。"},
            ],
        },
        {
            "change": "renumbered",
            "renumbered": True,
            "likeness": 1.0,
            "old": {
                "clause_id": "check-2009:a3",
                "place": "第三条",
                "citation": "《工地检查办法》第三条",
                "text": "第三条\u3000检查不收取费用。",
            },
            "new": {
                "clause_id": "check-2021:a4",
                "place": "第四条",
                "citation": "《工地检查办法》第四条",
                "text": "第四条\u3000检查不收取费用。",
            },
            "pieces": [],
        },
        {
            "change": "changed",
            "renumbered": True,
            "likeness": 0.667,
            "old": {
                "clause_id": "check-2009:a4",
                "place": "第四条",
                "citation": "《工地检查办法》第四条",
                "text": "第四条\u3000本办法自2009年6月1日起施行。",
            },
            "new": {
                "clause_id": "check-2021:a5",
                "place": "第五条",
                "citation": "《工地检查办法》第五条",
                "text": "第五条\u3000本办法自2021年7月1日起施行。",
            },
            "pieces": [
                {"op": "same", "text": "本办法自"},
                {"op": "deleted", "text": "2009年6月1日"},
                {"op": "inserted", "text": "2021年7月1日"},
                {"op": "same", "text": "起施行。"},
            ],
        },
    ],
}
