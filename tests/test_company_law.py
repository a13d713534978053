"""Are the articles of saved law pages of several portals those of their reference texts?"""

import re
from pathlib import Path

import pytest

from corpus import UnreadableFile, read_document
from corpus.normalise import nfkc
from corpus.numerals import to_int

pytestmark = pytest.mark.once


PAGES = {  # page: the year of its edition, and how many articles that has
    "1993/wikisource_company_law_1993.html": (1993, 230),
    "1999/wikisource_company_law_1999.html": (1999, 230),
    "2004/wikisource_company_law_2004.html": (2004, 230),
    "2005/gjxfj_company_law_2005.html": (2005, 219),
    "2013/gjxfj_company_law_2013.html": (2005, 219),  # filed under 2013, holds the text of 2005
    "2013/wikisource_company_law_2013.html": (2013, 218),
    "2018/sipf_company_law_2018.html": (2018, 218),
    "2023/chinatax_company_law_2023.html": (2023, 266),
}
_MARK = re.compile(r"第([〇零一二三四五六七八九十百]+)条")
_HEADINGS = re.compile(r"(?:第[一二三四五六七八九十]+[章节][^。]{1,40}?(?:\[编辑\])?)+$")
_FOOTER = re.compile(r"版权所有|【打印】|京ICP备|本作品来自|检索自|扫一扫")


def reference(raw: Path) -> dict[int, str]:
    """Return the articles of a reference text, without white space, by their number.

    The last one ends where the footer of the portal begins that some of the files hold.
    """
    found: dict[int, list[str]] = {}
    for line in raw.read_text("utf-8").splitlines():
        mark = _MARK.match(line.strip())
        if mark and to_int(mark[1]) == len(found) + 1:
            found[len(found) + 1] = []
        if found:
            found[len(found)].append(line)
    joined = {n: _HEADINGS.sub("", squeezed("".join(lines))) for n, lines in found.items()}
    last = joined[len(joined)]
    joined[len(joined)] = _FOOTER.split(last)[0]
    return joined


def squeezed(text: str) -> str:
    """Return the text without white space, in compatibility form: portals differ in ; and ；."""
    return re.sub(r"[\s\u200b]", "", nfkc(text).text)


@pytest.mark.parametrize("page", PAGES)
def test_precision_and_recall_over_articles_are_one(test_data: Path, page: str) -> None:
    folder = test_data / "inputs" / "html" / "company_law"
    year, count = PAGES[page]
    wanted = reference(folder / str(year) / "raw.txt")
    _, clauses = read_document(folder / page)
    found = [
        clause for clause in clauses if re.fullmatch(r"a\d+(?:-\d+)?(?:~\d+)?", clause.address)
    ]
    alike = [c for c in found if squeezed(c.text) == wanted.get(int(c.address[1:]))]
    assert len(wanted) == count
    assert len(alike) / len(found) == 1  # precision
    assert len(alike) / len(wanted) == 1  # recall


def test_a_page_without_text_is_refused(test_data: Path) -> None:
    page = test_data / "inputs" / "html" / "company_law" / "1993" / "lawlib_company_law_1993.html"
    with pytest.raises(UnreadableFile, match="网页里没有文字"):
        read_document(page)
