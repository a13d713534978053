"""Is contact data of private persons masked, and everything that only looks like it kept?"""

import re
import subprocess
from pathlib import Path

import pytest

from corpus.privacy import mask_contacts

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
    ],
)
def test_contacts_are_masked(text: str, masked: str) -> None:
    assert mask_contacts(text).text == masked


def test_masking_twice_masks_nothing_more() -> None:
    once = mask_contacts("联系人:张三 联系电话:2000000 邮箱:a1@example.com")
    assert once.places == 3
    assert mask_contacts(once.text) == (once.text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "吉粮安函〔2020〕133号", "GB/T 33000-2016", "处罚罚款1380000万元", "联系人:\n\n联系方式:",
        "省厅成立由厅长孙众志任组长的领导小组", "2020-06-12 21:07:27", "第13800000000号档案",
    ],
)  # fmt: skip
def test_the_rest_survives(text: str) -> None:
    assert mask_contacts(text) == (text, 0)


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
