"""Which questions do these texts give, and which of them pass the gates?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus import Clause, Document, Kind, Status
from library.background import Progress
from library.questions.bank import SetAside
from library.questions.gates import Gatekeeper
from library.questions.records import Item, ItemType
from library.questions.rules.blank_filling import blank_filling
from library.questions.rules.breaches import breach_statements
from library.questions.rules.definitions import Definition, definition_in, term_choice
from library.questions.rules.digest_answers import digest_answers
from library.questions.rules.duty_choice import duty_choices
from library.questions.rules.enumerations import Enumeration, enumerations_in
from library.questions.rules.evidence import Evidence
from library.questions.rules.list_answers import short_answer
from library.questions.rules.list_choices import judged_item, multiple_choice
from library.questions.rules.listed import listed_statements
from library.questions.rules.making import chooser
from library.questions.rules.outlines import clause_outline
from library.questions.rules.quoted_terms import quoted_terms
from library.questions.rules.record_items import record_items
from library.questions.rules.recorded_times import recorded_times, time_sayings
from library.questions.rules.sayings import sayings
from library.questions.rules.single_choice import single_choices
from library.questions.rules.statement import Statement, bare_title
from library.questions.rules.statements import statements_in
from library.questions.rules.true_false import true_false
from search.ports import SearchService

__all__ = ["Batch", "Text", "Wish", "generate_items", "texts_in_force"]

Text = tuple[Document, Sequence[Clause]]

_OUT = frozenset(
    {Status.AMENDED, Status.REPEALED, Status.REPLACED, Status.EXPIRED, Status.DRAFT, Status.NOT_YET}
)
_RULES = (true_false, single_choices, blank_filling, digest_answers)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: topics and types, all where empty; at most `count` items, 0 for all.

    The same `seed` gives the same items of the same texts. `document_id` asks for those that rest
    on one of the texts first of all; '' for any.
    """

    topics: tuple[str, ...] = ()
    types: tuple[ItemType, ...] = ()
    count: int = 0
    seed: str = "1"
    document_id: str = ""

    def takes(self, item: Item) -> bool:
        """Whether the item is of the topics and types, and of the document."""
        return (
            (not self.topics or item.topic in self.topics)
            and (not self.types or item.type in self.types)
            and self.document_id in {"", *(source.document_id for source in item.sources[:1])}
        )


@dataclass(slots=True)
class Batch:
    """What was made: items that pass all gates, and those set aside with the reason."""

    items: list[Item] = field(default_factory=list)
    failed: list[SetAside] = field(default_factory=list)


def texts_in_force(service: SearchService) -> list[Text]:
    """Return the texts that questions may rest on: no drafts, nothing that has ended.

    A digest is left out where its law is held. Raise NotSearchable.
    """
    held = {bare_title(document.title) for document in service.documents(Kind.REGULATION)}
    found = []
    for document in service.documents():
        law = bare_title(str(document.facts.get("law", ""))) if document.kind is Kind.DIGEST else ""
        if law in held and law:
            continue
        if service.dossier(document.document_id).standing.status not in _OUT:
            found.append(service.document(document.document_id))
    return found


def generate_items(
    texts: Sequence[Text],
    wish: Wish,
    known: Sequence[Item] = (),
    progress: Progress = lambda *_: None,
) -> Batch:
    """Make questions of the texts; `known` are those of the bank, which are not made again.

    Types take turns, so that a small batch has some of each. `progress` hears of the texts done.
    """
    held = {item.item_id for item in known}
    wanted: dict[ItemType, list[Item]] = defaultdict(list)
    for item in candidates(texts, wish.seed, progress):
        if wish.takes(item) and item.item_id not in held:
            held.add(item.item_id)  # chance may make the same twice
            wanted[item.type].append(item)
    batch, gates = Batch(), Gatekeeper(known)
    queues = [_shuffled(wanted[kind], wish.seed) for kind in ItemType if wanted[kind]]
    while queues and (not wish.count or len(batch.items) < wish.count):
        for queue in list(queues):
            if wish.count and len(batch.items) >= wish.count:
                break
            if not _next(queue, gates, batch):
                queues.remove(queue)
    return batch


def _next(queue: list[Item], gates: Gatekeeper, batch: Batch) -> bool:
    """Take items off the queue until one passes; return whether one did."""
    while queue:
        item = queue.pop()
        failure = gates.check(item)
        if failure is None:
            batch.items.append(item)
            return True
        batch.failed.append(failure)
    return False


def _shuffled(items: list[Item], seed: str) -> list[Item]:
    items.sort(key=lambda item: item.item_id)
    chooser(seed, "order").shuffle(items)
    return items


def candidates(
    texts: Sequence[Text], seed: str, progress: Progress = lambda *_: None
) -> Iterator[Item]:
    """Yield every item that the rules make, before any gate."""
    evidence = Evidence(texts)
    told = {document.document_id: list(statements_in(document, cs)) for document, cs in texts}
    parts = {
        document.document_id: [
            *listed_statements(document, clauses),
            *breach_statements(document, clauses),
        ]
        for document, clauses in texts
    }
    defined: list[Definition] = []
    quoting: list[Statement] = []
    for done, (name, statements) in enumerate(told.items()):
        progress(done, len(told))
        for statement in (*statements, *parts[name]):
            row = not statement.verbatim and "；" in statement.text  # of duties, noted shortly
            for rule in (digest_answers,) if row else _RULES:
                yield from rule(statement, evidence, seed)
        alone = [statement for statement in statements if not statement.asked_from]
        if alone:
            quoting += [statement for statement in alone if "“" in statement.text]
            yield from recorded_times(alone, seed)
            yield from duty_choices(alone, evidence, seed)
            yield from sayings(statements, evidence, seed)
        defined += [found for statement in alone if (found := definition_in(statement))]
    yield from quoted_terms(quoting, seed)
    yield from _definitions(defined, seed)
    yield from time_sayings([each for statements in told.values() for each in statements], seed)
    yield from _lists(texts, seed)
    yield from record_items(texts, seed)


def _definitions(found: Sequence[Definition], seed: str) -> Iterator[Item]:
    by_document: dict[str, list[Definition]] = defaultdict(list)
    for definition in found:
        by_document[definition.statement.source.document_id].append(definition)
    for definition in found:
        own = by_document[definition.statement.source.document_id]
        near = [each for each in own if each is not definition]
        yield from term_choice(definition, near, seed)


def _lists(texts: Sequence[Text], seed: str) -> Iterator[Item]:
    for document, clauses in texts:
        for clause in clauses:
            yield from clause_outline(document, clause)
        lists: dict[str, list[Enumeration]] = defaultdict(list)
        for each in enumerations_in(document, clauses):
            lists[each.noun].append(each)
        for same in lists.values():
            for each in same:
                yield from short_answer(each)
                yield from multiple_choice(each, same, seed)
                yield from judged_item(each, seed)
