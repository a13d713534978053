"""How well are duties read from statutes and from notices?

`python -m benchmarks.duties` compares what is read with 223 duties that a second reader checked
(facts/duties.jsonl of the real data, read in place) and with the gold lists of the five notices.
`--misses` prints what was missed; of the even rows of the gold list, which are held out, nothing.
"""

import argparse
import json
import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.data import environment, shared_folder
from benchmarks.notice_duties import GOLD, UNSEEN, compare, figures, notices, read_gold
from corpus import Clause, Document, Kind, read_document
from corpus.numerals import to_int
from library.duties import DeadlineKind, Duty, Modality, canonical, deadlines_in, duties_in

__all__ = ["Fact", "Tally", "read_facts", "read_statutes", "tally"]

_DECREE = "危险性较大的分部分项工程安全管理规定"
_STATE = "中华人民共和国"
Articles = Mapping[tuple[str, str], Sequence[Duty]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One duty of the facts: parties by canonical name, modality by force; '' is not stated."""

    law: str
    article: str
    parties: frozenset[str]
    modality: str
    action: str
    deadline: str
    penalty: str


@dataclass(slots=True)
class Tally:
    """How many facts were met in which respects, and what was read beyond them."""

    unheld: int = 0
    size: int = 0
    met: int = 0
    party_only: int = 0
    timed: int = 0
    right_times: int = 0
    penalties: int = 0
    right_penalties: int = 0
    extra: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the figures by name; shares are of the facts whose law is held."""
        return {
            "条数": self.size,
            "法规未收录": self.unheld,
            "条、主体、情态都对上": self.met,
            "主体": (self.met + self.party_only) / self.size,
            "情态": self.met / (self.met + self.party_only),
            "期限": self.right_times / self.timed,
            "有期限的": self.timed,
            "罚则给出": self.penalties,
            "罚则对上": self.right_penalties,
            "另外读出": self.extra,
        }


def read_facts(folder: Path) -> list[Fact]:
    """Return the facts in their order."""
    lines = (folder / "facts" / "duties.jsonl").read_text("utf-8").splitlines()
    return [_fact(json.loads(line)) for line in lines]


def _fact(row: Mapping[str, Any]) -> Fact:
    return Fact(
        row["law"],
        row["article"],
        frozenset(canonical(row["actor"])) or frozenset({row["actor"]}),
        Modality(row["modality"]).force,
        row["action"],
        row["deadline_or_frequency"] or "",
        (row["penalty_article"] or {"article": ""})["article"],
    )


def read_statutes(folder: Path, names: set[str]) -> tuple[set[str], Articles]:
    """Return which of the statutes are held, and the duties by statute and article."""
    held, duties = set(), dict[tuple[str, str], list[Duty]]()
    for law, document, clauses in _statutes(folder, names):
        held.add(law)
        numbers = {clause.clause_id: clause.path[-1] for clause in clauses}
        for duty in duties_in(document, clauses):
            duties.setdefault((law, numbers[duty.clause_id]), []).append(duty)
    return held, duties


def _statutes(folder: Path, names: set[str]) -> Iterator[tuple[str, Document, Sequence[Clause]]]:
    path = folder / "bench" / "laws" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = (row for row in map(json.loads, lines) if row["law"].removeprefix(_STATE) in names)
        for _, articles in groupby(rows, key=lambda row: row["doc_id"]):
            document, clauses = _statute(list(articles))
            yield document.title.removeprefix(_STATE), document, clauses
    yield _DECREE, *read_document(folder / "inputs" / "statutes" / f"{_DECREE}.txt")


def _statute(rows: Sequence[Mapping[str, Any]]) -> tuple[Document, list[Clause]]:
    name, law, text, clauses = rows[0]["doc_id"], rows[0]["law"], "", list[Clause]()
    for number, row in enumerate(rows):
        start, words = len(text), f"{row['no']}　{row['text']}"
        clauses.append(
            Clause(
                f"{name}:{row['no']}",
                name,
                number,
                row["no"],
                (*row["path"], row["no"]),
                f"《{law}》{row['no']}",
                words,
                start,
                start + len(words),
            )
        )
        text += words + "\n"
    return Document(name, law, Kind.REGULATION, text), clauses


def tally(facts: Sequence[Fact], held: set[str], read: Articles) -> Tally:
    """Compare article by article; each duty that was read answers for one fact.

    A fact is met by a duty of its article with all its parties and the force of its modal word.
    """
    count = Tally()
    for (law, article), group in groupby(facts, key=lambda fact: (fact.law, fact.article)):
        rows = list(group)
        if law not in held:
            count.unheld += len(rows)
            continue
        count.size += len(rows)
        left = list(read.get((law, article), ()))
        timed_first = sorted(rows, key=lambda fact: not fact.deadline)
        unmet = [fact for fact in timed_first if not _meet(count, fact, left)]
        for fact in unmet:
            of_party = [duty for duty in left if fact.parties <= set(duty.parties)]
            count.party_only += bool(of_party)
            if of_party:
                left.remove(of_party[0])
            wrong = "情态" if of_party else "主体"
            count.misses.append(f"{wrong} {law}{article} {sorted(fact.parties)} {fact.action}")
        count.extra += len(left)
    return count


def _meet(count: Tally, fact: Fact, left: list[Duty]) -> bool:
    """Take the duty that fits best out of `left`; return whether there is one."""
    fits = [
        duty
        for duty in left
        if fact.parties <= set(duty.parties) and duty.modality.force == fact.modality
    ]
    if not fits:
        return False
    best = max(fits, key=lambda duty: (_in_time(fact, duty), _overlap(fact, duty)))
    left.remove(best)
    count.met += 1
    if fact.deadline:
        count.timed += 1
        count.right_times += _in_time(fact, best)
        if not _in_time(fact, best):
            count.misses.append(
                f"期限 {fact.law}{fact.article} {fact.deadline}（读作：{best.deadline}）"
            )
    if fact.penalty and best.penalty:
        count.penalties += 1
        count.right_penalties += best.penalty.endswith((f":{fact.penalty}", _address(fact.penalty)))
    return True


def _address(article: str) -> str:
    return f":a{to_int(article[1:-1])}"


def _in_time(fact: Fact, duty: Duty) -> bool:
    """Whether the duty names a time of the fact: the same one, or an event in nearly its words."""
    wanted = {each.normal for each in deadlines_in(fact.deadline) if _counted(each.kind)}
    if wanted & {each.normal for each in duty.deadlines}:
        return True
    words = [re.sub("[（(].*|或.*|^[^：]*：", "", part) for part in fact.deadline.split("；")]
    events = [each.normal for each in duty.deadlines if not _counted(each.kind)]
    return any(_alike(part, event) for event in events for part in words)


def _counted(kind: DeadlineKind) -> bool:
    return kind is not DeadlineKind.EVENT


def _alike(words: str, event: str) -> bool:
    """Whether one has all characters of the other; the facts are told in words of their own."""
    one, other = set(words), set(event)
    return one <= other or (len(event) > 2 and other <= one)


def _overlap(fact: Fact, duty: Duty) -> int:
    return len(set(fact.action) & set(duty.action))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="逐条列出没有读出和读错的")
    misses = parser.parse_args().misses
    folder = shared_folder()
    facts = read_facts(folder)
    count = tally(facts, *read_statutes(folder, {fact.law for fact in facts}))
    print(environment())
    _print("法律法规", count.figures(), count.misses if misses else ())
    documents = notices()
    gold = compare(read_gold(GOLD), documents)
    told = [*gold.missed.items(), *gold.extra]
    odd = [f"{row} {line}" for row, line in sorted(told) if row % 2]
    _print("五份通知，奇数行（写规则时看过）", figures(gold, 1), odd if misses else ())
    _print("五份通知，偶数行（留出）", figures(gold, 0), ())
    _print("五份通知，后来另读的条款", figures(compare(read_gold(UNSEEN), documents)), ())


def _print(name: str, values: Mapping[str, float], misses: Sequence[str]) -> None:
    print(f"\n{name}")
    for key, value in values.items():
        print(f"  {key}  {value:.3g}")
    for line in misses:
        print("   ", line)


if __name__ == "__main__":
    main()
