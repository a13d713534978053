"""Does a web page give its document and nothing of the portal around it?"""

import re
from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.normalise import fold
from corpus.readers import Guard, RawText, read_file

pytestmark = pytest.mark.once

PAGES = [
    ("1993", "wikisource"), ("1999", "wikisource"), ("2004", "wikisource"), ("2005", "gjxfj"),
    ("2013", "wikisource"), ("2018", "sipf"), ("2023", "chinatax"),
]  # fmt: skip
ARTICLE = re.compile(r"^[\s　]*第([〇零一二三四五六七八九十百千]+)条(?=[\s　])", re.M)
IMPRINT = re.compile(r"\n[^\n]*(?:版权所有|版权：|ICP备|【打印】)")
END = re.compile(
    r"^[\s　]*(?:第[〇零一二三四五六七八九十百]+[编章节](?=[\s　])|[^\s　]*\n第一章|本作品来自)",
    re.M,
)


def articles(text: str) -> set[tuple[str, str]]:
    """Return number and text of each article, white space and width folded."""
    starts = [*ARTICLE.finditer(text)]
    stops = [*(match.start() for match in starts[1:]), len(text)]
    found = set()
    for match, stop in zip(starts, stops, strict=True):
        body = text[match.end() : stop]
        end = END.search(body)
        found.add((match[1], fold(body[: end.start()] if end else body).text))
    return found


def page(test_data: Path, year: str, portal: str) -> str:
    folder = test_data / "inputs" / "html" / "company_law" / year
    with Guard() as guard:
        return read_file(folder / f"{portal}_company_law_{year}.html", guard).text


@pytest.mark.parametrize(("year", "portal"), PAGES)
def test_the_articles_of_real_pages(test_data: Path, year: str, portal: str) -> None:
    """The references end with the imprint of their portals; nothing else differs."""
    raw = (test_data / "inputs" / "html" / "company_law" / year / "raw.txt").read_text("utf-8")
    wanted = articles(IMPRINT.split(raw)[0])
    assert len(wanted) >= 218
    assert articles(page(test_data, year, portal)) == wanted


def test_the_label_of_the_encoding_may_lie(test_data: Path) -> None:
    folder = test_data / "inputs" / "encoding"
    told = [folder / f"transcoded_gb18030_meta-{name}.html" for name in ("None", "gb2312")]
    with Guard() as guard:
        texts = {read_file(path, guard).text for path in told}
    assert texts == {page(test_data, "2023", "chinatax")}


def test_a_page_without_text_says_so(test_data: Path) -> None:
    folder = test_data / "inputs" / "html" / "company_law" / "1993"
    with pytest.raises(UnreadableFile, match="由脚本载入"):
        read_file(folder / "lawlib_company_law_1993.html")


def test_text_laid_over_a_picture_is_read(test_data: Path) -> None:
    text = read_file(test_data / "inputs" / "html" / "n.html").text
    assert "关于同意张阿三同志辞职的批复" in text.splitlines()


def read(tmp_path: Path, body: str, head: str = "") -> RawText:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return read_file(path)


NOTICE = "".join(f"<p>第{n}条　各单位应当落实安全责任，加强检查。</p>" for n in "一二三四五六")


def test_furniture_goes_and_is_noted(tmp_path: Path) -> None:
    menu = "<ul>" + "<li><a href='/x'>栏目</a></li>" * 5 + "</ul>"
    foot = "<div class='footer'>版权所有 示例局。京ICP备1号</div>"
    raw = read(tmp_path, f"<nav>首页</nav>{menu}<div class='main'>{NOTICE}</div>{foot}")
    assert raw.text.split("\n\n")[0].startswith("第一条")
    assert "栏目" not in raw.text
    assert "版权" not in raw.text
    assert any("已略去网页的导航" in note for note in raw.notes)


def test_nothing_that_holds_the_text_is_furniture(tmp_path: Path) -> None:
    assert "第六条" in read(tmp_path, f"<div class='footer share'>{NOTICE}</div>").text


def test_a_short_notice_keeps_title_and_signature(tmp_path: Path) -> None:
    raw = read(tmp_path, "<h1>关于示例的通知</h1><div><p>请遵照执行。</p></div><p>示例局</p>")
    assert raw.text == "关于示例的通知\n\n请遵照执行。\n\n示例局\n"


def test_the_title_of_the_head_is_taken_where_the_text_has_none(tmp_path: Path) -> None:
    head = "<meta name='ArticleTitle' content='示例管理办法'>"
    raw = read(tmp_path, f"<div>{NOTICE}</div>", head)
    assert raw.text.startswith("示例管理办法\n")
    assert any("标题栏" in note for note in raw.notes)


def test_numbers_of_lists_and_raised_digits_survive(tmp_path: Path) -> None:
    raw = read(tmp_path, "<ol start=3><li>甲</li><li>乙</li></ol><p>面积5m<sup>2</sup></p>")
    assert "3. 甲" in raw.text
    assert "4. 乙" in raw.text
    assert "5m²" in raw.text


def test_tables_of_data_stay_tables(tmp_path: Path) -> None:
    rows = "<tr><th rowspan=2>类</th><th>甲</th></tr><tr><td>乙|丙</td></tr>"
    assert (
        "| 类 | 甲 |\n| --- | --- |\n|  | 乙\\|丙 |"
        in read(tmp_path, f"<table>{rows}</table>").text
    )


def test_private_use_characters_are_kept_and_noted(tmp_path: Path) -> None:
    raw = read(tmp_path, "<p>围挡不得低于2\ue0105米。</p>")
    assert "2\ue0105米" in raw.text
    assert any("U+E010" in note and "第 1 行" in note for note in raw.notes)
