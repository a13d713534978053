"""What do the tests of making questions share? A small statute, and a digest of another."""

from dataclasses import replace

from corpus import Clause, Document, Kind
from library.questions.rules.evidence import Evidence
from library.questions.rules.statement import Statement
from library.questions.rules.statements import statements_in
from tests.fake_search import make_document

__all__ = ["one", "rule", "statements"]

Text = tuple[Document, list[Clause]]


def rule(*articles: str, title: str = "某某安全条例", document_id: str = "rule") -> Text:
    """Return a statute of these articles, numbered from 第一条."""
    numbers = "一二三四五六七八九"
    body = "\n".join(f"第{numbers[at]}条　{words}" for at, words in enumerate(articles))
    document, clauses = make_document(document_id, f"{title}\n{body}\n", kind=Kind.REGULATION)
    return replace(document, title=title), clauses


def statements(*articles: str) -> tuple[list[Statement], Evidence]:
    """Return the statements of a statute, and the evidence of it alone."""
    text = rule(*articles)
    return list(statements_in(*text)), Evidence([text])


def one(article: str, *others: str) -> tuple[Statement, Evidence]:
    """Return the statement of one article; other articles are there to be searched only."""
    found, evidence = statements(article, *others)
    return found[0], evidence
