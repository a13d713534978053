"""How well are duties read from statutes and from notices?

`python -m benchmarks.duties` compares what is read with 223 duties that a second reader checked
(facts/duties.jsonl of the real data, read in place) and with the gold list of the five notices
(tests/golden/notice_duties.tsv): its odd rows served to write the grammar, the even ones are only
reported. With --misses it prints what was missed, of the even rows nothing.
"""

import argparse
import csv
import json
import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.data import environment, shared_folder
from corpus import Clause, Document, Kind, read_document
from library.duties import DeadlineKind, Duty, Modality, canonical, deadlines_in, duties_in

__all__ = ["Fact", "Gold", "Score", "notices", "read_gold", "score_facts", "score_notices"]

_ROOT = Path(__file__).parent.parent
_GOLD = _ROOT / "tests" / "golden" / "notice_duties.tsv"
UNSEEN = _ROOT / "tests" / "golden" / "notice_duties_unseen.tsv"
"""Clauses that were read after the grammar was finished, and before it read them."""
_POLICIES = _ROOT / "corpus" / "documents" / "policies"
_DECREE = "危险性较大的分部分项工程安全管理规定"


@dataclass(frozen=True, slots=True)
class Gold:
    """One duty of a notice as a person read it; `at` is its place in the clause."""

    number: int
    document_id: str
    address: str
    parties: frozenset[str]
    modality: str
    action: str
    deadline: str

    @property
    def clause_id(self) -> str:
        return f"{self.document_id}:{self.address}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One duty of the facts, with the parties in canonical names."""

    law: str
    article: str
    parties: frozenset[str]
    modality: str
    action: str
    deadline: str
    penalty: str


@dataclass(frozen=True, slots=True)
class Score:
    """Figures by name, and lines that say what was missed."""

    figures: Mapping[str, float]
    misses: Sequence[str]


def read_gold(path: Path = _GOLD) -> list[Gold]:
    """Return the gold list in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Gold(
            number,
            row["document_id"],
            row["address"],
            frozenset(row["actor"].split("、")),
            row["modality"],
            row["action"],
            row["deadline"],
        )
        for number, row in enumerate(rows, 1)
    ]


def notices() -> list[tuple[Document, list[Clause]]]:
    """Return the five notices of the built-in collection with their clauses."""
    return [read_document(path) for path in sorted(_POLICIES.glob("*.md"))]


def score_notices(
    gold: Sequence[Gold], documents: Sequence[tuple[Document, list[Clause]]]
) -> Score:
    """Compare the clauses of the gold list: precision, recall, and deadlines of what matches.

    A duty is found where an extraction of the same clause, party and modality holds its words; each
    extraction counts for one. What clauses of the list give beyond it counts against precision.
    `odd` and `even` split the rows; an extra duty goes with the row before it.
    """
    texts = {c.clause_id: c for _, clauses in documents for c in clauses}
    read: dict[str, list[Duty]] = {}
    for document, clauses in documents:
        for duty in duties_in(document, clauses):
            read.setdefault(duty.clause_id, []).append(duty)
    hits, misses, extras, right, timed = [], [], [], 0, 0
    for clause_id, rows in groupby(gold, key=lambda row: row.clause_id):
        clause, left = texts[clause_id], list(read.get(clause_id, ()))
        near = 0
        for row in rows:
            near = row.number
            at = clause.start + clause.text.index(row.action)
            found = next((d for d in left if _same(row, d) and d.start <= at < d.end), None)
            if found is None:
                inside = [
                    f"{'、'.join(d.parties)} {d.modality}" for d in left if d.start <= at < d.end
                ]
                misses.append(
                    (
                        row.number,
                        f"漏 {clause_id} {'、'.join(sorted(row.parties))} {row.modality} {row.action}｜{inside}",
                    )
                )
                continue
            left.remove(found)
            hits.append(row.number)
            given = _timed(found)
            if row.deadline or given:
                timed += 1
                right += row.deadline == given
                if row.deadline != given:
                    misses.append(
                        (row.number, f"时 {clause_id} {row.action}：{row.deadline}｜{given}")
                    )
        extras += [
            (near, f"多 {clause_id} {'、'.join(d.parties)} {d.modality} {d.action[:30]}｜{d.rule}")
            for d in left
        ]
    figures: dict[str, float] = {}
    for name, keep in (("全部", (0, 1)), ("奇数行", (1,)), ("偶数行", (0,))):
        size = sum(row.number % 2 in keep for row in gold)
        hit = sum(n % 2 in keep for n in hits)
        extra = sum(n % 2 in keep for n, _ in extras)
        figures[f"{name} 条数"] = size
        figures[f"{name} 准确率"] = hit / (hit + extra) if hit + extra else 0.0
        figures[f"{name} 召回率"] = hit / size if size else 0.0
    figures["期限"] = right / timed if timed else 0.0
    return Score(figures, [f"{n} {text}" for n, text in sorted(misses + extras) if n % 2])


def _same(row: Gold, duty: Duty) -> bool:
    return row.parties == frozenset(duty.parties) and row.modality == duty.modality


def _timed(duty: Duty) -> str:
    times = [each.normal for each in duty.deadlines if each.kind is not DeadlineKind.EVENT]
    return "、".join(dict.fromkeys(times))


def read_facts(folder: Path) -> list[Fact]:
    """Return the facts; the parties of a list are several."""
    lines = (folder / "facts" / "duties.jsonl").read_text("utf-8").splitlines()
    return [_fact(json.loads(line)) for line in lines]


def _fact(row: Mapping[str, str | None | dict[str, str]]) -> Fact:
    actor, penalty = str(row["actor"]), row["penalty_article"]
    return Fact(
        str(row["law"]),
        str(row["article"]),
        frozenset(canonical(actor)) or frozenset({actor}),
        Modality(str(row["modality"])).force,
        str(row["action"]),
        str(row["deadline_or_frequency"] or ""),
        penalty["article"] if isinstance(penalty, dict) else "",
    )


def statutes(folder: Path, names: set[str]) -> Iterator[tuple[str, Document, list[Clause]]]:
    """Yield the statutes named, with the articles as clauses."""
    path = folder / "bench" / "laws" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        wanted = (
            row
            for line in lines
            if (row := json.loads(line))["law"].removeprefix("中华人民共和国") in names
        )
        for _, rows in groupby(wanted, key=lambda row: row["doc_id"]):
            yield _statute(list(rows))
    document, clauses = read_document(folder / "inputs" / "statutes" / f"{_DECREE}.txt")
    yield _DECREE, document, clauses


def _statute(rows: Sequence[Mapping[str, str]]) -> tuple[str, Document, list[Clause]]:
    law, text, clauses = rows[0]["law"], "", []
    for number, row in enumerate(rows):
        start = len(text)
        text += f"{row['no']}　{row['text']}\n"
        path = (*row["path"], row["no"])
        clause_id = f"{row['doc_id']}:{row['no']}"
        citation = f"《{law}》{row['no']}"
        clauses.append(
            Clause(
                clause_id,
                row["doc_id"],
                number,
                row["no"],
                path,
                citation,
                text[start:-1],
                start,
                len(text) - 1,
            )
        )
    return (
        law.removeprefix("中华人民共和国"),
        Document(rows[0]["doc_id"], law, Kind.REGULATION, text),
        clauses,
    )


def score_facts(
    facts: Sequence[Fact],
    read: Mapping[tuple[str, str], Sequence[Duty]],
    held: set[str],
    penalties: Mapping[str, str],
) -> Score:
    """Compare article by article; each extraction answers for one fact, the best fit first."""
    both = party = timed = right = linked = true_links = extra = outside = 0
    misses: list[str] = []
    for (law, article), group in groupby(facts, key=lambda fact: (fact.law, fact.article)):
        rows = list(group)
        if law not in held:
            outside += len(rows)
            misses += [f"未收录 {law}{article} {fact.action}" for fact in rows]
            continue
        left = list(read.get((law, article), ()))
        open_rows = []
        for fact in sorted(rows, key=lambda fact: not fact.deadline):
            fits = [
                d
                for d in left
                if fact.parties <= set(d.parties) and d.modality.force == fact.modality
            ]
            if not fits:
                open_rows.append(fact)
                continue
            best = max(fits, key=lambda d: (_compatible(fact, d), _overlap(fact, d)))
            left.remove(best)
            both += 1
            if fact.deadline:
                timed += 1
                right += _compatible(fact, best)
                if not _compatible(fact, best):
                    misses.append(f"时 {law}{article} {fact.deadline}｜{best.deadline}")
            if fact.penalty and best.penalty:
                linked += 1
                true_links += penalties[best.penalty] == fact.penalty
        for fact in open_rows:
            fits = [d for d in left if fact.parties <= set(d.parties)]
            party += bool(fits)
            if fits:
                left.remove(fits[0])
            given = [f"{'、'.join(d.parties)} {d.modality}" for d in read.get((law, article), ())]
            misses.append(
                f"{'词' if fits else '人'} {law}{article} {sorted(fact.parties)} {fact.modality} {fact.action[:20]}｜{given}"
            )
        extra += len(left)
    size = len(facts) - outside
    return Score(
        {
            "收录的条数": size,
            "未收录": outside,
            "完全对上": both,
            "主体": (both + party) / size,
            "情态": both / (both + party),
            "期限": right / timed,
            "有期限的": timed,
            "罚则对上": true_links,
            "罚则给出": linked,
            "另外抽出": extra,
        },
        misses,
    )


def _compatible(fact: Fact, duty: Duty) -> bool:
    """Whether the duty names a time of the fact: the same, or an event in nearly its words."""
    wanted = deadlines_in(fact.deadline)
    given = {each.normal for each in duty.deadlines}
    if any(each.normal in given for each in wanted if each.kind is not DeadlineKind.EVENT):
        return True
    words = [re.sub("[（(].*|或.*|^[^：]*：", "", part) for part in fact.deadline.split("；")]
    events = [e.normal for e in duty.deadlines if e.kind is DeadlineKind.EVENT]
    return any(_alike(part, event) for event in events for part in words)


def _alike(words: str, event: str) -> bool:
    """Whether one has all characters of the other; the facts are told in words of their own."""
    one, other = set(words), set(event)
    return one <= other or (len(event) > 2 and other <= one)


def _overlap(fact: Fact, duty: Duty) -> int:
    return len(set(fact.action) & set(duty.action))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    folder = shared_folder()
    facts = read_facts(folder)
    read: dict[tuple[str, str], list[Duty]] = {}
    held, penalties = set(), {}
    for law, document, clauses in statutes(folder, {fact.law for fact in facts}):
        held.add(law)
        numbers = {c.clause_id: c.path[-1] for c in clauses}
        penalties |= numbers
        for duty in duties_in(document, clauses):
            read.setdefault((law, numbers[duty.clause_id]), []).append(duty)
    print(environment())
    _print("法律法规", score_facts(facts, read, held, penalties), misses=chosen.misses)
    _print("五份通知", score_notices(read_gold(), notices()), misses=chosen.misses)
    _print("五份通知，后来另读的条款", score_notices(read_gold(UNSEEN), notices()), misses=False)


def _print(name: str, score: Score, *, misses: bool) -> None:
    print(f"\n{name}")
    for key, value in score.figures.items():
        print(f"  {key}  {value:.3f}" if isinstance(value, float) else f"  {key}  {value}")
    for line in score.misses if misses else ():
        print("   ", line)


if __name__ == "__main__":
    main()
