"""Which examples of the expert library stand in the description of the API? All is made up."""

__all__ = [
    "COMMITTED",
    "CONTACT",
    "DRAW",
    "DRAWS",
    "EXPERT",
    "FOUND",
    "IMPORTED",
    "PROPOSAL",
    "RECORD",
    "STATISTICS",
    "VERIFIED",
]

FOUND: dict[str, object] = {
    "specialties": [
        {
            "code": "YT1",
            "name": "基坑工程",
            "score": 0.89,
            "reason": "说到“基坑支护”（基坑工程的又称）",
            "suggested": True,
            "basis": "建议（按工程类别归纳，非法定）",
        }
    ],
    "total": 0,
    "experts": [],
}
EXPERT: dict[str, object] = {
    "expert_id": 1,
    "name": "专家001",
    "unit": "示例单位001",
    "specialties": [{"code": "YT", "name": "岩土工程"}],
    "term_start": "2025-01-01",
    "term_end": "2027-12-31",
    "sex": "",
    "title": "高级工程师",
    "years": None,
    "qualifications": [],
    "region": "示例省甲市",
    "standing": "在聘",
    "integrity": [],
    "former_units": [],
    "avoid_units": [],
    "avoid_persons": [],
    "note": "",
    "state": "在聘",
    "contact_held": True,
    "recent_reviews": 0,
    "seen": "ca30fb4456d8cf73",
    "reviews": [],
    "history": [
        {
            "at": "2026-01-05T08:00:00+00:00",
            "who": "甲",
            "action": "新增",
            "before": {},
            "after": {
                "avoid_persons": [],
                "avoid_units": [],
                "contact": ["mobile"],
                "former_units": [],
                "integrity": [],
                "name": "专家001",
                "note": "",
                "qualifications": [],
                "region": "示例省甲市",
                "sex": "",
                "specialties": ["YT"],
                "standing": "在聘",
                "term_end": "2027-12-31",
                "term_start": "2025-01-01",
                "title": "高级工程师",
                "unit": "示例单位001",
                "years": None,
            },
        }
    ],
}
CONTACT: dict[str, object] = {
    "mobile": "10000000001",
    "phone": "",
    "email": "",
    "address": "",
    "id_number": "",
}
IMPORTED: dict[str, object] = {
    "trial": True,
    "counts": {"新增": 1, "失败": 1},
    "rows": [
        {"row": 2, "result": "新增", "expert_id": 9, "name": "专家101", "message": ""},
        {
            "row": 3,
            "result": "失败",
            "expert_id": 0,
            "name": "专家102",
            "message": "专业：专业目录里没有“没有的专业”，是不是岩土工程",
        },
    ],
}
STATISTICS: dict[str, object] = {
    "day": "2026-11-28",
    "total": 8,
    "states": {"在聘": 8, "暂停": 0, "取消": 0, "到期": 0},
    "reviews": 0,
    "unused": 8,
    "load": [],
    "specialties": [
        {"code": "YT", "name": "岩土工程", "engaged": 5, "wanted": 1, "lacking": 0},
        {"code": "YT1", "name": "基坑工程", "engaged": 0, "wanted": 6, "lacking": 6},
    ],
    "ending": [],
}
PROPOSAL: dict[str, object] = {
    "works": ["土方开挖、支护、降水（开挖深度 6.5m）：超过一定规模"],
    "size": 5,
    "needs": [
        {"specialty": "YT1", "name": "基坑工程", "number": 3, "reserve": 1, "suggested": True},
        {"specialty": "JG", "name": "结构工程", "number": 1, "reserve": 1, "suggested": True},
        {"specialty": "SG", "name": "建筑施工", "number": 1, "reserve": 1, "suggested": True},
    ],
    "basis": "建议（按工程类别归纳，非法定）；以本单位的规定为准",
    "notes": [],
}
COMMITTED: dict[str, object] = {
    "stage": "待承诺",
    "secret": "9b2019df17dc1d27cd9a3d3bc53984de0ce2a8da4be0f8e236db0a1c89f36342",
    "commitment": "a63b1823845154b723146572a8fa4412359b87824fb90e2604fce05a4833e618",
}
_REQUEST: dict[str, object] = {
    "day": "2026-01-12",
    "earlier": [],
    "format": "zhiku-draw-1",
    "needs": [
        {
            "accepts": ["YT", "YT1", "YT2", "YT3", "YT4"],
            "name": "岩土工程",
            "number": 3,
            "reserve": 1,
            "specialty": "YT",
        },
        {
            "accepts": ["JG", "JG1"],
            "name": "结构工程",
            "number": 2,
            "reserve": 0,
            "specialty": "JG",
        },
    ],
    "parties": [
        {"role": "施工单位", "unit": "示例单位008"},
        {"role": "监理单位", "unit": "示例监理公司"},
    ],
    "persons": [],
    "project": "示例工程",
    "reason": "",
    "region": "示例省甲市",
    "request_id": "2026-0001",
    "rules": {"former_years": 3, "least": 5, "regions": [], "yearly_cap": None},
    "sealed_until": 0,
    "seed": {"kind": "officers", "officers": ["甲", "乙"]},
    "who": "甲",
    "works": ["土方开挖、支护、降水（开挖深度 6.5m）：超过一定规模"],
}
DRAW: dict[str, object] = {
    "request": _REQUEST,
    "stage": "待专家答复",
    "draw": 1,
    "reason": "",
    "commitments": {
        "甲": "a63b1823845154b723146572a8fa4412359b87824fb90e2604fce05a4833e618",
        "乙": "353ff097a85935145fbf57737af9a1dbccdd563cb2f91aa1f414973e09904607",
    },
    "candidates": 8,
    "eligible": 7,
    "excluded": {"利害关系：所在单位是参建单位": 1},
    "seed": "865c4daece025fe921efef6f1d5aa7bebb3627fc4ca2c69a67f78db87b9fd53e",
    "panel": [
        {
            "handle": "ba16092acf8d4260c4e8e733de5bc434fbc0f71941eb85832227b013ea98eb12",
            "expert_id": 4,
            "name": "专家004",
            "title": "高级工程师",
            "unit": "示例单位004",
            "need": "岩土工程",
            "reply": "",
        },
        {
            "handle": "16b8c434bb6c7da4c7478f4bb164bee6b88fa0f163f8d7cb19340506866a6bbb",
            "expert_id": 2,
            "name": "专家002",
            "title": "高级工程师",
            "unit": "示例单位002",
            "need": "岩土工程",
            "reply": "",
        },
        {
            "handle": "4671703a57371d7f98b55cf07867eb4c5916daa4e0f4b5ec08a08c8a3ef1fee7",
            "expert_id": 1,
            "name": "专家001",
            "title": "高级工程师",
            "unit": "示例单位001",
            "need": "岩土工程",
            "reply": "",
        },
        {
            "handle": "484dfcd406efbe9ac935945452fafb6849ebe5d9398a04fb59b8523f234ce8f8",
            "expert_id": 6,
            "name": "专家006",
            "title": "高级工程师",
            "unit": "示例单位006",
            "need": "结构工程",
            "reply": "",
        },
        {
            "handle": "09ccb8b6f1237ccba7c58d5b3255294c9799c9c5c96b62bc0e5f0648c163c171",
            "expert_id": 7,
            "name": "专家007",
            "title": "高级工程师",
            "unit": "示例单位007",
            "need": "结构工程",
            "reply": "",
        },
    ],
    "reserve": [
        {
            "handle": "d8c2ce2296dfbad23da83f1726130b2aabef5a6626288486c4d1b1080557a1ef",
            "expert_id": 3,
            "name": "专家003",
            "title": "高级工程师",
            "unit": "示例单位003",
        }
    ],
    "reserve_lacking": {},
    "conclusion": "",
    "sealed": False,
}
DRAWS: dict[str, object] = {
    "total": 1,
    "draws": [
        {
            "request_id": "2026-0001",
            "project": "示例工程",
            "at": 1767600000,
            "day": "2026-01-12",
            "step": "抽取",
        }
    ],
}
VERIFIED: dict[str, object] = {
    "holds": True,
    "digest": "9c9ae31d39ea237eae8359a71a5b0a9edcc2ed7d1cbc6ba7f037f932ca35bcb5",
    "request_id": "2026-0001",
    "stage": "待专家答复",
    "draws": 1,
    "panel": [
        "专家004（示例单位004）",
        "专家002（示例单位002）",
        "专家001（示例单位001）",
        "专家006（示例单位006）",
        "专家007（示例单位007）",
    ],
    "notes": [],
    "checks": [
        {"name": "逐字节：是一份完整的记录，没有改动", "found": ""},
        {"name": "日志：首尾相接，没有缺漏", "found": ""},
        {"name": "申请、承诺、冻结、揭示、抽取、答复：逐步重算", "found": ""},
        {"name": "结果与日志推出的一致", "found": ""},
        {"name": "姓名与冻结时的代号一致", "found": ""},
    ],
}
RECORD: dict[str, object] = {
    "digest": "9c9ae31d39ea237eae8359a71a5b0a9edcc2ed7d1cbc6ba7f037f932ca35bcb5",
    "record": {
        "format": "zhiku-draw-1",
        "log": [
            {
                "at": 1767600000,
                "body": _REQUEST,
                "body_sha256": "413c1e73b8d119c4ec3082fbcb4ac344ba46cd97dda5dbf3f8c768b4b59de62f",
                "hash": "ca3b13bf8eb05daf3d0bc2cd7bd2167ce83a11cf0cb162dba690fc91cf7d4950",
                "kind": "申请",
                "number": 1,
                "previous": "0000000000000000000000000000000000000000000000000000000000000000",
                "request_id": "2026-0001",
            }
        ],
        "openings": [
            {
                "facts_sha256": "a5004fc6bd47bd7d5e29fecf493aa6c9024e63c2a8bd0fe6bcc62591f7e76fb9",
                "handle": "09ccb8b6f1237ccba7c58d5b3255294c9799c9c5c96b62bc0e5f0648c163c171",
                "name": {
                    "expert_id": 7,
                    "name": "专家007",
                    "title": "高级工程师",
                    "unit": "示例单位007",
                },
                "name_salt": "5ecebfdbd5d3d52df8659350487fa7cb",
            }
        ],
        "outcome": {
            "conclusion": "",
            "draw": 1,
            "reserve": ["d8c2ce2296dfbad23da83f1726130b2aabef5a6626288486c4d1b1080557a1ef"],
            "seats": [
                {
                    "handle": "ba16092acf8d4260c4e8e733de5bc434fbc0f71941eb85832227b013ea98eb12",
                    "need": 0,
                    "reply": "",
                },
                {
                    "handle": "16b8c434bb6c7da4c7478f4bb164bee6b88fa0f163f8d7cb19340506866a6bbb",
                    "need": 0,
                    "reply": "",
                },
                {
                    "handle": "4671703a57371d7f98b55cf07867eb4c5916daa4e0f4b5ec08a08c8a3ef1fee7",
                    "need": 0,
                    "reply": "",
                },
                {
                    "handle": "484dfcd406efbe9ac935945452fafb6849ebe5d9398a04fb59b8523f234ce8f8",
                    "need": 1,
                    "reply": "",
                },
                {
                    "handle": "09ccb8b6f1237ccba7c58d5b3255294c9799c9c5c96b62bc0e5f0648c163c171",
                    "need": 1,
                    "reply": "",
                },
            ],
            "stage": "待专家答复",
        },
        "request_id": "2026-0001",
    },
}
