"""What do papers and tests answer? Examples; a test checks them."""

__all__ = ["ANALYSIS", "EXAM", "EXAMS", "PAPER", "PAPERS", "RECORD", "RESULTS"]

_CITATION = "《危险性较大的分部分项工程安全管理规定》第十二条"
_CLAUSE = "digest-危险性较大的分部分项工程安全管理规定:a12"
_STEM = "超过一定规模的危大工程，专家论证会的专家不得少于（　　）。"

PAPERS: dict[str, object] = {
    "papers": [
        {
            "paper_id": "2026Q4-1b2c3d4e",
            "title": "安全生产知识小测",
            "quarter": "2026Q4",
            "made_at": "2026-10-08T01:00:00+00:00",
            "exams": [1],
        }
    ]
}

PAPER: dict[str, object] = {
    "paper_id": "2026Q4-1b2c3d4e",
    "title": "安全生产知识小测",
    "quarter": "2026Q4",
    "seed": "1",
    "total": "20",
    "passing": "12",
    "minutes": 10,
    "versions": {
        name: [
            {
                "number": number,
                "item_id": "Q1c31f00000000000",
                "type": "单选",
                "score": "2",
                "stem": _STEM,
                "options": ["3名", "5名", "7名", "9名"],
                "key": "B",
                "points": [],
                "clauses": [_CLAUSE],
            }
        ]
        for name, number in (("A", 5), ("B", 7))
    },
}

_ROW = {
    "number": 1,
    "title": "第四季度安全生产小测",
    "paper_id": "2026Q4-1b2c3d4e",
    "quarter": "2026Q4",
    "state": "进行中",
    "opens_at": "2026-10-12T01:00:00+00:00",
    "closes_at": "2026-10-16T09:00:00+00:00",
    "url": "/exam/y0Hq2n8pQm3sV5tZ1aBcDe",
    "began": 42,
    "handed_in": 40,
}
_GROUP = {"people": 40, "passed": 36, "waiting": 0, "rate": 0.9, "mean": "16.4"}

EXAMS: dict[str, object] = {"exams": [_ROW]}

EXAM: dict[str, object] = {
    "exam": _ROW,
    "terms": {
        "minutes": 10,
        "attempts": 1,
        "identity": "姓名和单位",
        "showing": "交卷后看成绩和解析",
        "partial": "0",
        "keep_days": 180,
        "versions": "AB",
    },
    "forgotten_at": None,
    "by_unit": [{"name": "示例建筑公司", **_GROUP}],
    "by_audience": [{"name": "安管人员", **_GROUP}],
}

RESULTS: dict[str, object] = {
    "results": [
        {
            "sitting": 7,
            "name": "张三",
            "unit": "示例建筑公司",
            "audience": "安管人员",
            "attempt": 1,
            "version": "A",
            "score": "17.5",
            "passed": True,
            "waiting": 0,
            "counted": True,
            "submitted_at": "2026-10-12T02:10:00+00:00",
        }
    ]
}

ANALYSIS: dict[str, object] = {
    "people": 40,
    "items": [
        {
            "item_id": "Q1c31f00000000000",
            "type": "单选",
            "stem": _STEM,
            "answers": 40,
            "right": 18,
            "missed": 0.55,
            "discrimination": 0.41,
            "remark": "",
        }
    ],
    "weak": [
        {
            "clause_id": _CLAUSE,
            "citation": _CITATION,
            "quote": "专家人数不得少于5名",
            "questions": 1,
            "answers": 40,
            "missed": 0.55,
            "confused": ["3名", "7名"],
        }
    ],
}

RECORD: dict[str, object] = {
    "record": [
        {
            "quarter": "2026Q4",
            "exam": 1,
            "title": "第四季度安全生产小测",
            "audience": "安管人员",
            "people": 40,
            "passed": 36,
            "waiting": 0,
            "rate": 0.9,
        }
    ]
}
