"""What do the tests of the ledger share? A filled ledger, and files that pass for evidence."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from library.ledger import Action, Aspect, Item, Kind, Ledger, Recipient

__all__ = ["PICTURE", "close_item", "fill_ledger", "hazard"]

REGISTRAR, REVIEWER = "编辑", "审核"


def _picture() -> bytes:
    """Return a PNG of 320 × 180 pixels, all of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = (b"\x00" + b"\x9a\xb4\xc0" * 320) * 180
    head = struct.pack(">IIBBBBB", 320, 180, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PICTURE = _picture()


def hazard(ledger: Ledger, grade: str = "一般", **more: str) -> Item:
    """Register a hazard that is ready to be worked on."""
    values = {
        "text": "电梯井口防护门缺失，作业面下方没有水平防护",
        "company": "示例建筑工程有限公司", "project": "示例家园二期 3 号楼", "place": "5 层电梯井",
        "region": "昌吉市", "grade": grade, "found_by": "州质量安全监督站",
        "found_on": "2026-01-02", "unit": "示例建筑工程有限公司", "person": "项目经理",
        "measure": "安装定型化防护门，每隔两层且不大于 10 米设安全平网",
        "funds": "0.8 万元，安全生产费用", "plan": "整改期间封闭井口，专人看守",
        "due_on": "2026-01-20",
    }  # fmt: skip
    return ledger.add(REGISTRAR, Kind.HAZARD, values | more)


def close_item(ledger: Ledger, item: Item, name: str = "整改后.png") -> None:
    """Take an item through all steps."""
    ledger.step(REGISTRAR, item.item_id, Action.START)
    ledger.attach(REGISTRAR, item.item_id, name, PICTURE, "整改后现场")
    ledger.step(REGISTRAR, item.item_id, Action.SUBMIT)
    ledger.step(REVIEWER, item.item_id, Action.APPROVE, "现场复查，防护到位")


def fill_ledger(home: Path, now: Callable[[], float]) -> None:
    """Write a ledger with items in every state, linked, reported and with numbers of a month."""
    with Ledger(home / "ledger.db", now=now) as ledger:
        aspect = Aspect.PREVENTION.value
        major = hazard(
            ledger, "重大", aspect=aspect, place="塔式起重机 T2",
            text="塔式起重机力矩限制器失效，仍在吊装作业", measure="立即停用，撤离吊装半径内人员",
            funds="2.4 万元", plan="停用期间切断电源、上锁，改用汽车吊", due_on="2026-01-04",
            citation="《建设工程安全生产管理条例》第三十四条",
        )  # fmt: skip
        measure = ledger.add(
            REGISTRAR, Kind.MEASURE,
            {"text": "更换力矩限制器，经检测机构检测合格后恢复使用", "region": "昌吉市",
             "company": "示例建筑工程有限公司", "unit": "示例租赁公司", "person": "设备负责人",
             "due_on": "2026-01-12"},
        )  # fmt: skip
        ledger.link(REGISTRAR, major.item_id, measure.item_id)
        ledger.step(REGISTRAR, major.item_id, Action.SUPERVISE, "州安委会办公室，限期整改")
        ledger.step(REGISTRAR, major.item_id, Action.START)
        ledger.report(
            REGISTRAR, major.item_id, Recipient.HOUSING, "2026-01-03", "昌吉市住房和城乡建设局"
        )
        close_item(ledger, hazard(ledger))
        waiting = hazard(ledger, text="临时用电配电箱没有上锁", region="阜康市", place="")
        ledger.step(REGISTRAR, waiting.item_id, Action.START)
        ledger.attach(REGISTRAR, waiting.item_id, "配电箱.png", PICTURE)
        ledger.step(REGISTRAR, waiting.item_id, Action.SUBMIT)
        ledger.add(
            REGISTRAR, Kind.RESPONSIBILITY,
            {"text": "建立健全“双报告”制度，及时向属地住建部门和企业职代会报告",
             "company": "示例建筑工程有限公司", "region": "昌吉市", "term": "及时"},
        )  # fmt: skip
        ledger.figures.save("昌吉市", "2026-01", {"study": "2", "fines": "3.5", "risks": "12"})
