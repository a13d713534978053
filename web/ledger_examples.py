"""Which examples of the ledger stand in the description of the API? All of it is made up."""

__all__ = ["FORM", "IMPORTED", "ITEM", "LEDGER"]

LEDGER: dict[str, object] = {
    "total": 1,
    "page": 1,
    "items": [
        {
            "number": "ZR0005",
            "kind": "企业主体责任",
            "state": "pending",
            "label": "待落实",
            "text": "建立健全“双报告”制度，及时向属地住建部门和企业职代会报告",
            "company": "示例建筑工程有限公司",
            "project": "",
            "region": "昌吉市",
            "clause_id": "",
            "citation": "",
            "duty": "",
            "term": "及时",
            "unit": "",
            "person": "",
            "due_on": "",
            "supervised": False,
            "overdue": False,
            "seen": 17,
        }
    ],
}
ITEM: dict[str, object] = {
    "number": "YH0003",
    "kind": "问题隐患",
    "state": "closed",
    "label": "已销号",
    "text": "电梯井口防护门缺失，作业面下方没有水平防护",
    "company": "示例建筑工程有限公司",
    "project": "示例家园二期 3 号楼",
    "place": "5 层电梯井",
    "region": "昌吉市",
    "grade": "一般",
    "aspect": "",
    "found_by": "州质量安全监督站",
    "found_on": "2026-01-02",
    "clause_id": "",
    "citation": "",
    "duty": "",
    "term": "",
    "unit": "示例建筑工程有限公司",
    "person": "项目经理",
    "measure": "安装定型化防护门，每隔两层且不大于 10 米设安全平网",
    "funds": "0.8 万元，安全生产费用",
    "plan": "整改期间封闭井口，专人看守",
    "due_on": "2026-01-20",
    "supervised": False,
    "overdue": False,
    "seen": 12,
    "linked": [],
    "steps": ["重新整改"],
    "history": [
        {
            "event": 8,
            "at": "2026-01-05T08:12:00+00:00",
            "who": "编辑",
            "action": "登记",
            "state": "pending",
            "note": "",
            "changes": {},
        },
        {
            "event": 9,
            "at": "2026-01-05T08:13:00+00:00",
            "who": "编辑",
            "action": "开始整改",
            "state": "doing",
            "note": "",
            "changes": {},
        },
        {
            "event": 10,
            "at": "2026-01-05T08:14:00+00:00",
            "who": "编辑",
            "action": "附上证据",
            "state": "doing",
            "note": "整改后.png\u3000整改后现场",
            "changes": {},
        },
        {
            "event": 11,
            "at": "2026-01-05T08:15:00+00:00",
            "who": "编辑",
            "action": "报请复查",
            "state": "review",
            "note": "",
            "changes": {},
        },
        {
            "event": 12,
            "at": "2026-01-05T08:16:00+00:00",
            "who": "审核",
            "action": "复查合格",
            "state": "closed",
            "note": "现场复查，防护到位",
            "changes": {},
        },
    ],
    "evidence": [
        {
            "evidence": 1,
            "name": "整改后.png",
            "sha256": "4325d2f6c94c786167ac2602538d56e0decb519cde50ff06276c713efbae93ec",
            "size": 763,
            "withdrawn": False,
        }
    ],
    "reports": [],
}
IMPORTED: dict[str, object] = {
    "trial": False,
    "counts": {"新增": 1, "失败": 1},
    "rows": [
        {
            "list": "问题隐患清单",
            "row": 2,
            "result": "新增",
            "number": "YH0006",
            "message": "已登记",
        },
        {
            "list": "问题隐患清单",
            "row": 3,
            "result": "失败",
            "number": "",
            "message": "请填写隐患等级",
        },
    ],
}
FORM: dict[str, object] = {
    "title": "安全生产专项整治三年行动统计表",
    "period": "2026年1月",
    "region": "昌吉市",
    "since": "2020-05-01",
    "until": "2026-01-05",
    "general": {"found": 1, "done": 1, "rate": 100.0},
    "major": {"found": 1, "done": 0, "rate": 0.0, "supervised": 1},
    "figures": {
        "study": 2.0,
        "coverage": None,
        "violations": None,
        "shut": None,
        "halted": None,
        "fines": 3.5,
        "discredited": None,
        "blamed_units": None,
        "blamed_people": None,
        "risks": 12.0,
        "controlled": None,
    },
    "aspects": [
        {
            "aspect": "建立公共安全隐患排查和安全预防控制体系方面",
            "number": "YH0001",
            "shows": "示例建筑工程有限公司 示例家园二期 3 号楼 塔式起重机 T2："
            "塔式起重机力矩限制器失效，仍在吊装作业",
            "done": "立即停用，撤离吊装半径内人员；"
            "更换力矩限制器，经检测机构检测合格后恢复使用（待落实）；"
            "整改中，时限 2026-01-04。",
        }
    ],
    "new": 2,
    "closed": 1,
    "void": 0,
}
