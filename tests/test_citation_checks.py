"""Is every citation of a draft found, and judged as a careful person would?"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import import_files
from corpus.composing import import_records
from library.citations import Checked, CitationChecker, Verdict
from search import Settings, open_service, open_store, rebuild

HERE = Path(__file__).parent
GOLD = HERE / "golden" / "citation_checks.tsv"


def cases() -> Iterator[tuple[str, str, str]]:
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith(("#", "name\t")):
            name, draft, expected = line.split("\t")
            yield name, draft, expected


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> CitationChecker:
    settings = Settings(tmp_path_factory.mktemp("home"))
    documents = Path(str(files("corpus"))) / "documents"
    paths = [
        *sorted((HERE / "golden" / "citations").glob("*.md")),
        *sorted((HERE / "furniture").glob("*.md")),
        *sorted((documents / "policies").glob("*.md")),
    ]
    with open_store(settings) as store:
        import_files(store, paths)
        import_records(store, documents)
    rebuild(settings)
    return CitationChecker(open_service(settings))


def said(one: Checked) -> str:
    quoted = {True: "+引文相符", False: "+引文不符", None: ""}
    return f"{one.text}={one.verdict.label}{quoted[one.quote.agrees if one.quote else None]}"


def test_the_gold_is_large_and_knows_every_verdict() -> None:
    rows = list(cases())
    assert len(rows) >= 100
    assert len({name for name, *_ in rows}) == len(rows)
    assert all(any(f"={verdict.label}" in row[2] for row in rows) for verdict in Verdict)


@pytest.mark.parametrize(
    ("draft", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()]
)
def test_a_draft_is_judged_right(checker: CitationChecker, draft: str, expected: str) -> None:
    found = " | ".join(said(one) for one in checker.check(draft).checked)
    assert (found or "无") == expected
