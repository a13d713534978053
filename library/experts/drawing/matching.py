"""Who of an order makes a panel in which each need is met, and if nobody does, what is lacking?

A candidate fits some of the needs and fills a place in one. Sets whose members can all be given a
place are the independent sets of a transversal matroid: whoever goes through an order and takes
each candidate with whom the set stays so ends with as many as any panel has. So taking in order
never fails where a panel exists. Whether places can be given is asked of networkx (Hopcroft and
Karp); only the size of a matching is used, so that another library gives the same panel.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

__all__ = ["Fits", "assigned", "gaps", "independent", "replacement", "selected"]

Fits = frozenset[int]
"""The numbers of the needs that a candidate fits."""


def selected(order: Sequence[str], fits: Mapping[str, Fits], numbers: Sequence[int]) -> list[str]:
    """Return who of the order is taken; as many as there are places, or as any panel can have."""
    taken, refused = list[str](), set[Fits]()
    places = sum(numbers)
    for candidate in order:
        if len(taken) == places:
            break
        own = fits[candidate]
        if not own or own in refused:  # refused once, such a one is refused ever after
            continue
        if independent([*(fits[one] for one in taken), own], numbers):
            taken.append(candidate)
        else:
            refused.add(own)
    return taken


def independent(sets: Sequence[Fits], numbers: Sequence[int]) -> bool:
    """Tell whether everybody can be given a place."""
    return len(_matching(tuple(sets), tuple(numbers))) == len(sets)


def assigned(sets: Sequence[Fits], numbers: Sequence[int]) -> list[int]:
    """Return for each in turn the first need that lets all who follow have a place too.

    The sets are independent; so places do not depend on how a matching was found.
    """
    left, found = list(numbers), list[int]()
    for at, own in enumerate(sets):
        for need in sorted(own):
            if left[need]:
                left[need] -= 1
                if independent(sets[at + 1 :], left):
                    found.append(need)
                    break
                left[need] += 1
    return found


def replacement(
    panel: Sequence[str], gone: str, reserve: Iterable[str], fits: Mapping[str, Fits],
    numbers: Sequence[int],
) -> str:  # fmt: skip
    """Return the first of the reserve with whom the panel meets all needs again, '' for none."""
    others = [fits[one] for one in panel if one != gone]
    for candidate in reserve:
        if independent([*others, fits[candidate]], numbers):
            return candidate
    return ""


def gaps(fits: Iterable[Fits], numbers: Sequence[int]) -> list[tuple[tuple[int, ...], int, int]]:
    """Return where no panel is possible: needs, places in them, and candidates that fit any.

    By Hall's theorem there are such needs exactly where there is no panel; none overlap, and what
    they lack together is what the largest panel lacks.
    """
    everybody = [own for own in fits if own]
    names = [str(at) for at in range(len(everybody))]
    largest = selected(names, dict(zip(names, everybody, strict=True)), numbers)
    sets = [everybody[int(name)] for name in largest]
    places = _matching(tuple(sets), tuple(numbers))
    left = list(numbers)
    for need in places.values():
        left[need] -= 1
    groups: list[set[int]] = []
    for need in (at for at, lacking in enumerate(left) if lacking > 0):
        group = _reached(need, sets, places)
        for other in [one for one in groups if one & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return [
        (tuple(sorted(g)), sum(numbers[at] for at in g), sum(1 for own in everybody if own & g))
        for g in groups
    ]


def _reached(need: int, sets: Sequence[Fits], places: Mapping[int, int]) -> set[int]:
    """Return the needs that compete with one for the same candidates, and those with these."""
    reached, waiting = {need}, [need]
    while waiting:
        one = waiting.pop()
        for at, own in enumerate(sets):
            if one in own and (taken := places[at]) not in reached:
                reached.add(taken)
                waiting.append(taken)
    return reached


@lru_cache(maxsize=2**12)  # candidates differ, what they fit seldom does
def _matching(sets: tuple[Fits, ...], numbers: tuple[int, ...]) -> Mapping[int, int]:
    """Return a largest matching: the number of the need by that of the candidate."""
    from networkx import Graph  # noqa: PLC0415 - takes long to load, and a draw alone needs it
    from networkx.algorithms.bipartite import hopcroft_karp_matching  # noqa: PLC0415

    graph = Graph()
    people = range(len(sets))
    graph.add_nodes_from(people)
    first = list[int]()
    at = len(sets)
    for number in numbers:
        first.append(at)
        at += number
    for one, own in enumerate(sets):
        for need in own:
            graph.add_edges_from((one, first[need] + n) for n in range(numbers[need]))
    needs = [need for need, number in enumerate(numbers) for _ in range(number)]
    found = hopcroft_karp_matching(graph, people)
    return {one: needs[place - len(sets)] for one, place in found.items() if one < len(sets)}
