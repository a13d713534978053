"""Do PDF and OFD files give paragraphs, without running heads, and say which pages are empty?"""

from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.readers import door, read_file
from corpus.readers.layout import PageLine, compose, join_lines
from corpus.readers.ruling import Box, shows_table
from tests.paged_files import LONG, Placed, ofd, pdf


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as a machine does that lacks the extra `ocr`; test_recognition.py has the rest."""
    monkeypatch.setattr(door, "installed", lambda: False)


def test_running_heads_go_and_pages_without_text_are_named(tmp_path: Path) -> None:
    pages: list[list[Placed]] = [
        [(200, 800, "Example Standard"), (72, 700, LONG), (72, 680, f"part {n}."),
         (290, 30, f"- {n} -")]
        for n in (1, 2, 3)
    ]  # fmt: skip
    raw = read_file(pdf(tmp_path / "a.pdf", [*pages, []]))
    assert raw.text.split("\n\n")[0] == f"{LONG} part 1."
    assert "Example Standard" not in raw.text
    assert "- 2 -" not in raw.text
    told = "".join(raw.notes)
    assert "第 4 页没有文字" in told
    assert "页眉页脚：Example Standard" in told
    assert "页码 3 处" in told


def test_a_scan_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="全部 2 页都没有文字"):
        read_file(pdf(tmp_path / "a.pdf", [[], []]))


def test_a_number_alone_is_not_always_a_page_number(tmp_path: Path) -> None:
    raw = read_file(
        pdf(tmp_path / "a.pdf", [[(72, 700, LONG), (290, 30, "42")], [(72, 700, LONG)]])
    )
    assert "42" in raw.text


def line(text: str, left: float = 0, right: float = 100, page: int = 1) -> PageLine:
    return PageLine(page, text, left, right, 0.5, 5)


def test_wrapped_lines_are_joined_and_paragraphs_are_not() -> None:
    lines = [
        line("第一条　为了加强安全管理，保障人民群众", 10),
        line("生命和财产安全，制定本办法。", 0, 60),
        line("第二条　各单位应当落实责任，加强检查。", 10),
        line("第三条　本办法所称单位，是指下列", 10),
        line("（一）施工单位、（二）监理单位；", 20, 80),
        line("一直写到这一页的末尾，没有写完的话要"),
        line("接到下一页。", 0, 30, page=2), line("示例局", 70, 90, page=2),
    ]  # fmt: skip
    text = "".join(piece for piece, _ in join_lines(lines))
    assert text.split("\n\n") == [
        "第一条　为了加强安全管理，保障人民群众生命和财产安全，制定本办法。",
        "第二条　各单位应当落实责任，加强检查。",
        "第三条　本办法所称单位，是指下列（一）施工单位、（二）监理单位；",
        "一直写到这一页的末尾，没有写完的话要接到下一页。",
        "示例局",
    ]


def test_nothing_to_compose() -> None:
    assert compose([], 0) == ("", (), [])


def test_real_pdf(test_data: Path) -> None:
    raw = read_file(next((test_data / "inputs" / "pdf").glob("Q WH*")))
    assert "第 1 页没有文字" in "".join(raw.notes)
    assert "安全生产条件的资金，包括总承包项目现场管理 HSE 费用和分包商 HSE 费用。\n" in raw.text
    assert "发布日期" not in raw.text


def text_object(x: float, y: float, text: str) -> str:
    return (
        f'<TextObject Boundary="{x} {y} 100 10" Size="5"><TextCode X="0" Y="5"'
        f' DeltaX="g {len(text) - 1} 5">{text}</TextCode></TextObject>'
    )


def test_an_ofd_page_is_read_from_top_to_bottom(tmp_path: Path) -> None:
    content = text_object(20, 80, "后写的在下面") + text_object(20, 40, "关于示例的通知")
    raw = read_file(ofd(tmp_path / "a.ofd", content, text_object(80, 80, "模板")))
    assert raw.text == "关于示例的通知\n\n后写的在下面 模板\n"


def test_an_ofd_without_text_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="都没有文字"):
        read_file(ofd(tmp_path / "a.ofd", "<PathObject/>"))


GRID = [(0.0, y, 100.0, y + 0.2) for y in (10, 20, 30)] + [
    (x, 10.0, x + 0.2, 30.0) for x in (0, 50, 100)
]


@pytest.mark.parametrize(
    ("drawn", "is_table"),
    [
        (GRID, True),
        ([(x, y, x + 50.0, y + 10.0) for x in (0, 50) for y in (10, 20)], True),  # framed cells
        (GRID[:3], False),  # rules above and below
        ([(10.0, 10.0, 200.0, 280.0)], False),  # a frame around the page
        ([(10.0, 20.0 * n, 190.0, 20.0 * n + 0.3) for n in range(9)], False),  # underlines
        ([], False),
    ],
)
def test_a_grid_of_lines_is_a_table(drawn: list[Box], is_table: bool) -> None:
    assert shows_table(drawn, 297) is is_table


def test_a_page_with_a_table_is_named(tmp_path: Path) -> None:
    paths = "".join(
        f'<PathObject Boundary="{x} {y} {right - x} {bottom - y}"/>' for x, y, right, bottom in GRID
    )
    raw = read_file(ofd(tmp_path / "a.ofd", paths + text_object(20, 40, "序号与内容")))
    assert "第 1 页画有表格线" in "".join(raw.notes)
    [doubt] = raw.doubts
    assert doubt.value == "第1页"


def test_real_ofd(test_data: Path) -> None:
    folder = test_data / "inputs" / "ofd"
    lines = read_file(folder / "n.ofd").text.split("\n\n")
    assert lines[:4] == [
        "测试符路桥区卫生局文件",
        "路卫发〔2011〕76号",
        "关于同意张阿三同志辞职的批复",
        "区中医院：",
    ]
    assert lines[-2] == "2011年3月10日"
    with pytest.raises(UnreadableFile, match="扫描件或图片"):
        read_file(folder / "containsJPEG.ofd")
