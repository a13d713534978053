"""On what does an interpretation or an answer rest, and does all of that exist?"""

from dataclasses import dataclass

from corpus.records import Clause
from library.citations import Checked, CitationChecker, Report, Verdict
from library.errors import ExchangeRejected

__all__ = ["Sources", "sources_of"]

_WRONG = frozenset({Verdict.NO_ARTICLE, Verdict.NO_PART, Verdict.MISMATCH})


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found of the citations of a text."""

    report: Report

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses cited that are held, each once."""
        found = (one.clause for one in self.report.checked if one.clause)
        return tuple({clause.clause_id: clause for clause in found}.values())

    @property
    def about(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(clause.clause_id for clause in self.clauses)

    @property
    def wrong(self) -> tuple[Checked, ...]:
        """The citations that cannot stand; what is merely not held may be right."""
        checked = self.report.checked
        return tuple(one for one in checked if one.verdict in _WRONG or one.misquoted)

    def refuse_wrong(self) -> None:
        """Raise ExchangeRejected where a citation cannot stand."""
        if self.wrong:
            told = "；".join(
                f"“{one.text}”{'引文不符' if one.misquoted else one.verdict.label}"
                for one in self.wrong
            )
            raise ExchangeRejected(f"引用有误，请先改正：{told}。")


def sources_of(checker: CitationChecker, text: str) -> Sources:
    """Return the citations of a text with their verdicts; raise NotSearchable."""
    return Sources(checker.check(text))
