"""What is answered about questions? Examples; a test checks them."""

__all__ = ["ASIDE", "DECIDED", "QUESTION", "QUESTIONS", "STATISTICS", "WORK"]

_SOURCE = {
    "document_id": "jiliang-2020-133",
    "clause_id": "jiliang-2020-133:2.4",
    "citation": "《关于推进城市安全发展有关工作的通知》（吉粮安函〔2020〕133号）二、（四）",
    "edition": "《关于推进城市安全发展有关工作的通知》（吉粮安函〔2020〕133号）",
    "start": 1003,
    "end": 1022,
    "quote": "企业每半年至少组织1次现场处置方案演练",
}
_ITEM = {
    "item_id": "Q0193cf41c6216700",
    "type": "判断",
    "stem": "根据《关于推进城市安全发展有关工作的通知》，企业每季度至少组织1次现场处置方案演练。",
    "options": ["正确", "错误"],
    "key": [1],
    "blanks": [],
    "points": [],
    "sources": [_SOURCE],
    "rule": "判断·期限",
    "change": {"kind": "期限", "before": "每半年", "after": "每季度"},
    "explanation": "错误。题中把“每半年”改成了“每季度”。",
    "topic": "应急预案与救援",
    "difficulty": 0.35,
    "state": "已审",
    "origin": "规则",
    "reviewer": "培训",
    "reviewed_at": "2026-01-05T02:00:00+00:00",
    "reconsider": "",
    "answers": 0,
    "discrimination": None,
    "url": "/questions/Q0193cf41c6216700",
}

QUESTIONS: dict[str, object] = {"total": 1, "page": 1, "questions": [_ITEM], "next": None}

QUESTION: dict[str, object] = {
    **_ITEM,
    "history": [
        {"at": "2026-01-04T02:00:00+00:00", "person": "培训", "action": "入库", "note": "规则"},
        {"at": "2026-01-05T02:00:00+00:00", "person": "培训", "action": "已审", "note": ""},
    ],
    "uses": [{"quarter": "2026Q1", "paper": "安管人员安全生产知识考核"}],
}

DECIDED: dict[str, object] = {"done": 1, "refused": {"Q0": "题库里没有编号为“Q0”的题。"}}

ASIDE: dict[str, object] = {
    "total": 1,
    "page": 1,
    "counts": {"近似重复": 1},
    "failed": [
        {
            "item_id": "Q02f3c1a9b8d7e604",
            "type": "判断",
            "stem": "企业每年至少组织1次现场处置方案演练。",
            "citation": _SOURCE["citation"],
            "rule": "判断·期限",
            "gate": "近似重复",
            "reason": "与Q0193cf41c6216700近似",
        }
    ],
    "next": None,
}

WORK: dict[str, object] = {
    "name": "导入题目",
    "running": False,
    "began": "2026-01-05T02:00:00+00:00",
    "done": 1,
    "total": 2,
    "fault": "",
    "made": None,
    "brought": {
        "name": "去年的题.xlsx",
        "trial": False,
        "results": {"新增": 1, "失败": 1},
        "baseless": 0,
        "rows": [
            {
                "place": "第 2 行",
                "result": "新增",
                "basis": "依所引条款",
                "citation": _SOURCE["citation"],
                "clause_id": _SOURCE["clause_id"],
                "note": "",
                "item_id": "i0193cf41c621670",
            },
            {
                "place": "第 3 行",
                "result": "失败",
                "basis": None,
                "citation": "",
                "clause_id": "",
                "note": "没有答案",
                "item_id": "",
            },
        ],
    },
}

STATISTICS: dict[str, object] = {
    "total": 1,
    "flagged": 0,
    "cells": [{"topic": "应急预案与救援", "type": "判断", "state": "已审", "count": 1}],
    "difficulty": [0, 0, 0, 1, 0, 0, 0, 0, 0, 0],
    "coverage": [
        {
            "document_id": _SOURCE["document_id"],
            "title": "关于推进城市安全发展有关工作的通知",
            "clauses": 13,
            "covered": 1,
        }
    ],
    "weak": [
        {
            "clause_id": _SOURCE["clause_id"],
            "questions": ["Q0193cf41c6216700"],
            "answers": 40,
            "missed": 0.55,
        }
    ],
}
