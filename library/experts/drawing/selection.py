"""Which panel and reserve follow from what was frozen and from the seed?

seed  = SHA-256 of {"domain":"zhiku-draw-seed-1","frozen":<digest of the frozen body>,
        "secrets":[…]}, the secrets in the order of the officers, or the one public value
order = the eligible candidates by handle, shuffled by the generator of the seed
panel = in order, whoever leaves the panel one that can be given places
reserve = in the same way from those who are left, for the places of the reserve
"""

from collections.abc import Mapping, Sequence
from typing import Any

from library.errors import PanelShort
from library.experts.drawing.canonical import digest
from library.experts.drawing.eligibility import fits_of
from library.experts.drawing.generator import Generator
from library.experts.drawing.matching import Fits, assigned, gaps, replacement, selected

__all__ = ["check_feasible", "draw", "next_in_reserve", "seats", "seed_of"]

Json = dict[str, Any]


def seed_of(frozen: Mapping[str, Any], secrets: Sequence[str]) -> str:
    """Return the seed in hex."""
    return digest(
        {"domain": "zhiku-draw-seed-1", "frozen": digest(frozen), "secrets": list(secrets)}
    )


def check_feasible(request: Mapping[str, Any], frozen: Mapping[str, Any]) -> None:
    """Raise PanelShort, naming the specialties that lack candidates, where no panel is possible."""
    fits = _fits(request, frozen)
    numbers = [need["number"] for need in request["needs"]]
    if len(selected(list(fits), fits, numbers)) < sum(numbers):
        raise _short(request, fits)


def draw(request: Mapping[str, Any], frozen: Mapping[str, Any], secrets: Sequence[str]) -> Json:
    """Return seed, panel, reserve and what the reserve lacks; raise PanelShort."""
    fits = _fits(request, frozen)
    seed = seed_of(frozen, secrets)
    order = Generator(bytes.fromhex(seed)).shuffled(sorted(fits))
    numbers = [need["number"] for need in request["needs"]]
    panel = selected(order, fits, numbers)
    if len(panel) < sum(numbers):
        raise _short(request, fits)
    spare = [need["reserve"] for need in request["needs"]]
    chosen = set(panel)
    reserve = selected([one for one in order if one not in chosen], fits, spare)
    places = assigned([fits[one] for one in reserve], spare)
    return {
        "seed": seed,
        "panel": _seated(panel, fits, numbers),
        "reserve": [{"handle": h, "need": n} for h, n in zip(reserve, places, strict=True)],
        "reserve_lacking": [n - places.count(at) for at, n in enumerate(spare)],
    }


def seats(
    request: Mapping[str, Any], frozen: Mapping[str, Any], panel: Sequence[str]
) -> list[Json]:
    """Return for each of a panel, in order, the number of the need in which they sit."""
    numbers = [need["number"] for need in request["needs"]]
    return _seated(panel, _fits(request, frozen), numbers)


def next_in_reserve(
    request: Mapping[str, Any], frozen: Mapping[str, Any], panel: Sequence[str], gone: str,
    reserve: Sequence[str],
) -> str:  # fmt: skip
    """Return who of the reserve takes the place of one who is gone, '' where nobody can."""
    numbers = [need["number"] for need in request["needs"]]
    return replacement(panel, gone, reserve, _fits(request, frozen), numbers)


def _seated(panel: Sequence[str], fits: Mapping[str, Fits], numbers: Sequence[int]) -> list[Json]:
    places = assigned([fits[one] for one in panel], numbers)
    return [{"handle": h, "need": need} for h, need in zip(panel, places, strict=True)]


def _short(request: Mapping[str, Any], fits: Mapping[str, Fits]) -> PanelShort:
    numbers = [need["number"] for need in request["needs"]]
    names = [need["name"] for need in request["needs"]]
    found = gaps(fits.values(), numbers)
    return PanelShort([("、".join(names[at] for at in needs), n, has) for needs, n, has in found])


def _fits(request: Mapping[str, Any], frozen: Mapping[str, Any]) -> dict[str, Fits]:
    """Return the eligible candidates by handle, with the needs that they fit."""
    return {
        one["handle"]: fits_of(request, one["specialties"])
        for one in frozen["candidates"]
        if not one["reasons"]
    }
