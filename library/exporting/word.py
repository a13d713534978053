"""How do results become a document to print and pass on, each clause with its source?"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from library.exporting.listing import Listed, Listing, day_of, place_of
from library.printing import Block, Grid, Heading, Run, Sheet, Text, word_bytes
from search.results import Hit

__all__ = ["word_document"]

_TITLE = "智库检索结果"
_NOTHING = "没有找到与检索词相符的条款。库内现有文件中没有，不等于没有这项规定。"


def word_document(listing: Listing) -> bytes:
    """Return the bytes of a `.docx` file."""
    query = listing.results.query
    header = f"{_TITLE}：{query[:40]}　{day_of(listing.made_on)}"
    return word_bytes(Sheet(_TITLE, list(_blocks(listing)), header=header))


def _blocks(listing: Listing) -> Iterator[Block]:
    yield Grid((), list(listing.particulars()), (1, 5))
    for number, listed in enumerate(listing.hits, 1):
        yield from _hit(number, listed)
    if not listing.hits:
        yield Text(_NOTHING)


def _hit(number: int, listed: Listed) -> Iterator[Block]:
    hit = listed.hit
    yield Heading(f"{number}．{hit.citation}")
    yield Text("　".join(_facts(hit)), small=True)
    own = hit.path and hit.text.startswith(hit.path[-1])  # the text says the last label itself
    if above := place_of(hit.path[:-1] if own else hit.path):
        yield Text((Run(above, bold=True),), indent=False)
    yield from _clause(hit)
    for note in hit.notes:
        yield Text(f"注意：{note}", small=True)
    yield Text(f"永久链接：{listed.url}", small=True)


def _facts(hit: Hit) -> Iterator[str]:
    """Yield title, number, issuer, day, region and standing, as far as they are known."""
    yield hit.title
    yield from filter(None, (hit.doc_no, hit.issuer, day_of(hit.issued_on or hit.published_on)))
    yield from filter(None, (hit.region,))
    yield f"{hit.status.value}（{hit.status_basis}）" if hit.status_basis else hit.status.value
    if not hit.verbatim and "非原文" not in hit.citation:
        yield f"{hit.kind.own_words}，非原文"


def _clause(hit: Hit) -> Iterator[Block]:
    """Yield the clause line by line, what the query found in bold; lines with pipes as a table."""
    at = 0
    lines: list[tuple[int, str]] = []
    for line in hit.text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    for is_table, group in groupby(lines, key=lambda line: line[1].lstrip().startswith("|")):
        if is_table:
            yield from _table([line for _, line in group])
            continue
        for start, line in group:
            if line.strip():
                yield Text(tuple(_marked(start, line, hit.highlights)))


def _marked(start: int, line: str, highlights: Sequence[tuple[int, int]]) -> Iterator[Run]:
    at = 0
    for left, right in highlights:
        first, last = max(left - start, at), min(right - start, len(line))
        if first < last:
            yield Run(line[at:first])
            yield Run(line[first:last], bold=True)
            at = last
    yield Run(line[at:])


def _table(lines: Sequence[str]) -> Iterator[Block]:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if any(cell.strip("-: ") for cell in row)]
    if rows:
        yield Grid((), rows)
