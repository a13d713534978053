"""Which texts are used that are not held, or that have ended?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from corpus import Relation, RelationKind
from corpus.references import title_key
from corpus.structure import title_citation
from library.gaps.gap import ENDED, Collection, Gap

__all__ = ["not_held", "still_used"]

Key = TypeVar("Key")

_ENDING = frozenset({RelationKind.REPEALS, RelationKind.REPLACES})


def still_used(collection: Collection) -> Iterator[Gap]:
    """Yield the ended texts that others use, where no edition of them is left in force."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    for relation, held in collection.used():
        ended = [collection.standings[n] for n in held]
        if relation.document_id in {standing.by for standing in ended}:
            continue  # a text that ends another has to name it
        if ended and all(standing.status in ENDED for standing in ended):
            places[held[-1]].append(relation.clause_id)
    for number, found in _most(places):
        document, standing = collection.documents[number], collection.standings[number]
        detail = f"{standing.status}（{standing.basis}），{_users(collection, found)}"
        name = title_citation(document.title, document.doc_no)
        yield Gap(name, document.document_id, detail, len(found), tuple(found))


def not_held(collection: Collection) -> Iterator[Gap]:
    """Yield the texts that are used and not held in their own words."""
    wanted = [
        (relation, bool(held))
        for relation, held in collection.used()
        if not any(collection.documents[n].verbatim for n in held)
    ]
    numbers = {title_key(r.title): r.number for r, _ in wanted if r.title and r.number}
    places: defaultdict[str, list[str]] = defaultdict(list)
    known: dict[str, tuple[Relation, bool]] = {}
    for relation, ours in wanted:
        title = title_key(relation.title) if relation.title else ""
        key = relation.number or numbers.get(title) or title
        places[key].append(relation.clause_id)
        if key not in known or (relation.title and relation.number):
            known[key] = relation, ours
    ended = _ended(collection)
    for key, found in _most(places):
        relation, ours = known[key]
        by = ended.get(title_key(relation.title)) or ended.get(key)
        gone = f"{by}已将它废止，请核对应引用的新规定；" if by else ""
        only = "库中只有要点或卡片，没有原文；" if ours else ""
        detail = gone + only + _users(collection, found)
        yield Gap(_name(relation), None, detail, len(found), tuple(found))


def _ended(collection: Collection) -> dict[str, str]:
    """Return which text ends another, by title and by number of the other, as far as is said."""
    found: dict[str, str] = {}
    for relation in collection.relations:
        source = collection.by_id.get(relation.document_id)
        if relation.kind in _ENDING and source is not None and not relation.place:
            document = collection.documents[source]
            by = title_citation(document.title, document.doc_no)
            names = title_key(relation.title) if relation.title else None, relation.number
            found |= {name: by for name in names if name}
    return found


def _name(relation: Relation) -> str:
    if not relation.title:
        return relation.number or ""
    return title_citation(relation.title, relation.number)


def _users(collection: Collection, clause_ids: Sequence[str]) -> str:
    """Say how many documents use a text, and which the first are."""
    users = dict.fromkeys(_document(clause_id) for clause_id in clause_ids)
    titles = [collection.documents[collection.by_id[user]].title for user in users]
    named = "、".join(title_citation(title, None) for title in titles[:2])
    return f"{len(users)} 份文件引用 {len(clause_ids)} 处：{named}{'等' if len(users) > 2 else ''}"


def _most(places: Mapping[Key, list[str]]) -> list[tuple[Key, list[str]]]:
    """Sort what most documents use first."""
    return sorted(
        places.items(), key=lambda entry: (-len(set(map(_document, entry[1]))), -len(entry[1]))
    )


def _document(clause_id: str) -> str:
    return clause_id.rpartition(":")[0]
