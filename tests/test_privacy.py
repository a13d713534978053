"""Is contact data of private persons masked, and everything that only looks like it kept?"""

import re
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.privacy import mask_contacts

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("联系人:张三 李四联系电话:2000000", "联系人:〔联系人已隐去〕联系电话:〔联系电话已隐去〕"),
        ("邮箱:a1@example.comb2@example.cn", "邮箱:〔电子邮箱已隐去〕〔电子邮箱已隐去〕"),
        ("手机13800000000。", "手机〔手机号码已隐去〕。"),
        ("身份证110101199001011234", "身份证〔身份证号已隐去〕"),
        ("联系人：张三，电话：2000000", "联系人：〔联系人已隐去〕，电话：〔联系电话已隐去〕"),
        ("联系人：张三 13800000000", "联系人：〔联系人已隐去〕 〔手机号码已隐去〕"),
        ("经办人:王小二、赵大", "经办人:〔联系人已隐去〕"),
        ("邮箱：ａ１＠example.com", "邮箱：〔电子邮箱已隐去〕"),
        ("电话：（０４３２）—６０００００００", "电话：〔联系电话已隐去〕"),
        ("致电0432-60000000咨询", "致电〔联系电话已隐去〕咨询"),
        ("邮箱 zhang@vip.163.com。", "邮箱 〔电子邮箱已隐去〕。"),
        ("电话：（0431）82750000", "电话：〔联系电话已隐去〕"),
        ("请致（0431）82750000", "请致〔联系电话已隐去〕"),
        ("打+8613800000000", "打〔手机号码已隐去〕"),
        ("Tel: 82750000", "Tel: 〔联系电话已隐去〕"),
        (
            "联 系 人：张三 联 系 电 话：82750000",
            "联 系 人：〔联系人已隐去〕 联 系 电 话：〔联系电话已隐去〕",
        ),
        ("联系人张三 13800000000", "联系人〔联系人已隐去〕 〔手机号码已隐去〕"),
        ("联系人李四，电话82750000", "联系人〔联系人已隐去〕，电话〔联系电话已隐去〕"),
        ("联系人∶张三", "联系人∶〔联系人已隐去〕"),
        (
            "联系人\n张三\n联系电话\n82750000\n",
            "联系人\n〔联系人已隐去〕\n联系电话\n〔联系电话已隐去〕\n",
        ),
        (
            "| 联系人 | 张三 | 电话 | 82750000 |",
            "| 联系人 | 〔联系人已隐去〕 | 电话 | 〔联系电话已隐去〕 |",
        ),
        ("电话：82750000、82750001/82750002转801", "电话：〔联系电话已隐去〕"),
        ("电话：110、82750000", "电话：110、〔联系电话已隐去〕"),
        ("传真：0431–82750000", "传真：〔联系电话已隐去〕"),
        ("电话：82750000 2020年6月", "电话：〔联系电话已隐去〕 2020年6月"),
        ("身份证 110101 19900101 1234", "身份证 〔身份证号已隐去〕"),
        ("持110101900101123。", "持〔身份证号已隐去〕。"),
        ("400-000-0000 转", "〔联系电话已隐去〕 转"),
        ("账号：6222 0000 0000 0000 000", "账号：〔银行账号已隐去〕"),
        ("卡号6222000000000000000", "卡号〔银行账号已隐去〕"),
        (
            "联系人：张三（科长），李四（82750000）",
            "联系人：〔联系人已隐去〕（科长），〔联系人已隐去〕（82750000）",
        ),
    ],
)
def test_contacts_are_masked(text: str, masked: str) -> None:
    assert mask_contacts(text).text == masked


def gold() -> list[str]:
    lines = (Path(__file__).parent / "golden/personal_data.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", gold())
def test_exactly_the_marked_words_of_the_gold_go(line: str) -> None:
    masked = mask_contacts(re.sub("[【】]", "", line)).text
    joined = [
        re.sub(rf"(?:{mark} ?)*{mark}", "▮", text)  # a name and its number may go as one
        for mark, text in (("〔[^〔〕]*已隐去〕", masked), ("【[^】]*】", line))
    ]
    assert joined[0] == joined[1]


def test_a_permit_number_is_told_from_an_id_number_by_its_check_digit() -> None:
    assert mask_contacts("220101202001010101").places == 0
    assert mask_contacts("110105200001010008").places == 1


def test_masking_twice_masks_nothing_more() -> None:
    once = mask_contacts("联系人:张三 联系电话:2000000 邮箱:a1@example.com")
    assert once.places == 3
    assert mask_contacts(once.text) == (once.text, 0, ())


@pytest.mark.parametrize(
    "text",
    [
        "吉粮安函〔2020〕133号", "GB/T 33000-2016", "处罚罚款1380000万元", "联系人:\n\n联系方式:",
        "省厅成立由厅长孙众志任组长的领导小组", "组长：孙众志", "厅长孙众志", "电话通知各单位",
        "拨打110报警电话或12345热线", "电话：110、119", "电话：12345 12315", "电话 2020-06-12 通知",
        "手机1380000万元", "投资13812345678元", "联系人姓名、联系电话", "联系人及联系电话",
        "联系人：______ 电话：______", "| 联系人 | 联系电话 | 单位 |", "联系人：    \n",
        "联系人\n\n联系方式\n单位名称", "JGJ 59-2011", "资金、账号、发票", "联系方式、地址",
        "2020-06-12 21:07:27", "第13800000000号档案",
    ],
)  # fmt: skip
def test_the_rest_survives(text: str) -> None:
    assert mask_contacts(text) == (text, 0, ())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000 + "@", "联系人:" * 100_000, "联 系 人" + " " * 500_000, "1 " * 200_000,
        "电话：" + "12-" * 200_000, "电话：82750000、" * 20_000, "联系人\n" * 100_000,
        "0" * 500_000,
    ],
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    began = time.process_time()
    once = mask_contacts(text)
    assert time.process_time() - began < 10  # a quadratic rule takes minutes
    assert mask_contacts(once.text) == (once.text, 0, ())


@given(st.lists(st.sampled_from([
    "联系人", "联系电话", "电话", "：", ":", " ", "\n", "|", "、", "，", "（", "）", "张三", "-",
    "82750000", "0431", "13800000000", "110", "a@b.cn", "身份证", "110101199001011234", "安全",
    "账号", "〔联系人已隐去〕", "微信", "QQ", "zhang_san", "住址", "某某路12号", "护照",
]), max_size=14).map("".join))  # fmt: skip
def test_masking_is_idempotent(text: str) -> None:
    once = mask_contacts(text)
    assert mask_contacts(once.text) == (once.text, 0, ())


def test_no_contact_of_the_received_notices_is_in_the_repository(test_data: Path) -> None:
    raw = "\n".join(p.read_text(encoding="utf-8") for p in (test_data / "notices").glob("*.txt"))
    secrets = set(
        re.findall(r"[\w.]+@[a-z]+\.com|(?<=联系电话:)\d+|(?<=联系人:)\S+? \S+?(?=联系)", raw)
    )
    assert len(secrets) >= 3
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).exists() else b""
        for secret in secrets:
            assert secret.encode() not in content, name
