"""What do interpretations and questions answer? Examples; a test checks them."""

__all__ = ["ENQUIRIES", "ENQUIRY", "FAQ", "INTERPRETATION", "INTERPRETATIONS"]

_CLAUSE = {
    "clause_id": "jiliang-2020-133:2.4",
    "citation": "《关于推进城市安全发展有关工作的通知》（吉粮安函〔2020〕133号）二、（四）",
}
_NOTE = "这一项没有规定演练的次数，由各地自行安排。"
_ANSWER = f"依据{_CLAUSE['citation']}，由各地自行安排。"
_ASKED = "演练由谁安排，每年几次？"

INTERPRETATIONS: dict[str, object] = {
    "total": 1,
    "page": 1,
    "interpretations": [
        {
            "number": 1,
            **_CLAUSE,
            "text": _NOTE,
            "unit": "示例市住建局",
            "author": "编辑",
            "version": 1,
            "published_at": "2026-01-05T02:00:00+00:00",
            "review": None,
            "clauses": [_CLAUSE],
            "url": "/interpretations#interpretation-1",
        }
    ],
    "next": None,
}

FAQ: dict[str, object] = {
    "total": 1,
    "page": 1,
    "faq": [
        {
            "number": 1,
            "title": "演练由谁安排",
            "question": _ASKED,
            "answer": _ANSWER,
            "unit": "示例市住建局",
            "published_at": "2026-01-05T02:00:00+00:00",
            "review": None,
            "clauses": [_CLAUSE],
            "url": "/faq#faq-1",
        }
    ],
    "next": None,
}

INTERPRETATION: dict[str, object] = {
    "number": 1,
    **_CLAUSE,
    "state": "已发布",
    "published": 1,
    "review": None,
    "versions": [
        {
            "version": 1,
            "text": _NOTE,
            "unit": "示例市住建局",
            "author": "编辑",
            "at": "2026-01-05T01:00:00+00:00",
            "clauses": [_CLAUSE["clause_id"]],
        }
    ],
    "steps": [
        {
            "version": 1,
            "at": "2026-01-05T01:00:00+00:00",
            "who": "编辑",
            "state": "草稿",
            "reason": "",
        },
        {
            "version": 1,
            "at": "2026-01-05T01:30:00+00:00",
            "who": "编辑",
            "state": "待审核",
            "reason": "",
        },
        {
            "version": 1,
            "at": "2026-01-05T02:00:00+00:00",
            "who": "审核",
            "state": "已发布",
            "reason": "",
        },
    ],
}

ENQUIRY: dict[str, object] = {
    "number": 1,
    "matter": "提问",
    **_CLAUSE,
    "text": "演练由谁安排，每年几次？我的电话是〔手机号码已隐去〕",
    "asked_at": "2026-01-05T01:00:00+00:00",
    "state": "已发布",
    "reason": "",
    "answer": _ANSWER,
    "unit": "示例市住建局",
    "answered_by": "审核",
    "answered_at": "2026-01-05T01:30:00+00:00",
    "clauses": [_CLAUSE["clause_id"]],
    "title": "演练由谁安排",
    "question": _ASKED,
    "published_at": "2026-01-05T02:00:00+00:00",
    "has_contact": True,
    "seen": "5d1f0c6a7be24938",
}

ENQUIRIES: dict[str, object] = {"total": 1, "page": 1, "enquiries": [ENQUIRY], "next": None}
