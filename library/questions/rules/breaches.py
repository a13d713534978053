"""Which statements say what it costs to breach an article that they only name by its number?

「违反本条例第十二条规定的，处……」 tells nobody anything; told with the words of 第十二条 it does.
So it is where only 第十二条 tells whose breach it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus import Clause, Document, Kind
from library.duties import Sentence, sentences_in
from library.questions.references import dangling
from library.questions.rules.statement import Statement, law_of, source_of
from library.questions.rules.statements import nobodys_breach, own_words, unharmed

__all__ = ["breach_statements"]

_NAMES = re.compile(
    "违反(?:本(?:法|条例|规定|办法|细则))?(?P<article>第[〇零一二三四五六七八九十百]+条(?:之[一二三])?)"
    "(?:第(?P<paragraph>[一二三四五])款)?的?规定(?P<bare>的?，(?=由|责令|处|给予|没收))?"
)
_LAYS_DOWN = re.compile("应当|不得|禁止|必须")
_FEWEST, _MOST = 12, 95  # characters of what the article lays down
_LONGEST = 100  # of what follows from the breach


def breach_statements(document: Document, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Yield the statements in reading order, those with a number only."""
    if not document.verbatim or document.kind is not Kind.REGULATION:
        return
    articles = {clause.path[-1]: clause for clause in clauses if clause.path}
    for clause in clauses:
        sentences = sentences_in(clause)
        for at, sentence in enumerate(sentences):
            words = clause.text[sentence.start : sentence.end]
            match = None if sentence.opens else _NAMES.search(words)
            told = match and (match["bare"] or nobodys_breach(words))
            if match and told and (rule := _rule(document, articles, match)):
                yield from _told(document, clause, sentences[at:], match, rule)


Rule = tuple[Clause, int, int]
"""The article that is breached, and where in it what it lays down begins and ends."""


def _rule(document: Document, articles: Mapping[str, Clause], match: re.Match[str]) -> Rule | None:
    """Return what the article, or its paragraph, lays down; None where that is not told shortly."""
    clause = articles.get(match["article"])
    if clause is None:
        return None
    wanted = "一二三四五".find(match["paragraph"]) + 1 if match["paragraph"] else None
    found = [s for s in sentences_in(clause) if wanted in {None, s.paragraph}]
    if not found or any(each.opens or each.item for each in found):
        return None
    start, end = found[0].start, found[-1].end
    words = clause.text[start:end]
    fits = _FEWEST <= len(words) <= _MOST and _LAYS_DOWN.search(words) and "\n" not in words
    whole = unharmed(document, clause.start + start, clause.start + end)
    return (clause, start, end) if fits and whole and not dangling(own_words(words)) else None


def _told(
    document: Document,
    clause: Clause,
    sentences: Sequence[Sentence],
    match: re.Match[str],
    rule: Rule,
) -> Iterator[Statement]:
    """Yield the breach with what it costs, and with what more if it goes on."""
    laid_down, start, stop = rule
    lead = source_of(document, laid_down, laid_down.start + start, laid_down.start + stop)
    head = own_words(lead.quote) + "。"
    begin, first = clause.start + sentences[0].start, sentences[0]
    goes_on = [s for s in sentences[1:] if s.joined and s.paragraph == first.paragraph]
    for last in (first, *goes_on[:1]):
        end = clause.start + last.end
        words = document.text[begin:end]
        if len(words) > _LONGEST or "\n" in words or not unharmed(document, begin, end):
            return
        text = head + own_words(words)
        if match["bare"]:
            before, after = words[: match.start()], words[match.end() :]
            text = f"{head}{own_words(before)}违反这一规定的，{own_words(after)}"
        asked_from = len(head) if last is first else len(text) - (last.end - last.start)
        statement = Statement(
            law_of(document),
            text,
            source_of(document, clause, begin, end),
            clause.path,
            asked_from=asked_from,
            lead=lead,
        )
        if statement.quantities:
            yield statement
