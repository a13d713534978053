"""How does tantivy find the best clauses of a large collection, scored as the port says?

tantivy puts forward the best rows of a sentence without looking at all of them; these few are
scored exactly from posting arrays that lie beside its index (see `posting_files`), and so is
whatever must be known of every row. So the engine decides how fast an answer comes, not which.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.bm25 import Bm25, looked_up
from indexer.errors import GenerationBroken
from indexer.ports import BIGRAM_WEIGHT, Floats, KeywordHits, Mask, Rows, TermGroup
from indexer.posting_segments import open_segments, read_numbering
from indexer.tantivy_storage import open_tantivy, propose, tantivy_fault

__all__ = ["TANTIVY", "TantivyKeywordIndex"]

Counts = NDArray[Any]

TANTIVY = "tantivy"
"""The folder of tantivy's own files."""

_PROPOSED = 1000
"""So many clauses tantivy puts forward, or twice as many as are wanted."""

_LARGE = 20_000
"""Below so many rows the arrays answer at once."""


class TantivyKeywordIndex(Bm25):
    """Searches the keyword index of one generation; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        *,
        bigram_weight: float = BIGRAM_WEIGHT,
        cached_postings: int = 8_000_000,
        proposed_from: int = _LARGE,
    ) -> None:
        """Open the index in `folder`; raise GenerationBroken.

        tantivy is asked where there are at least `proposed_from` rows; where it cannot be used,
        the arrays answer alone.
        """
        self._proposed_from = proposed_from
        numbering = read_numbering(folder)
        self._row_of, self._number_of = numbering.row_of, numbering.number_of
        self._in_order = bool((self._row_of == np.arange(len(self._row_of))).all())
        self._segments = open_segments(folder)
        self._index = None if tantivy_fault() else open_tantivy(folder / TANTIVY)
        self._searcher = self._index.searcher() if self._index else None
        if self._searcher and self._searcher.num_docs != len(self._number_of):
            raise GenerationBroken(folder / TANTIVY, "行号表与关键词索引不一致")
        super().__init__(
            numbering.lengths, bigram_weight=bigram_weight, cached_postings=cached_postings
        )

    def close(self) -> None:
        """Let go of the files; the index cannot be used afterwards."""
        self._segments = []
        del self._searcher, self._index

    def frequency(self, term: str) -> int:
        """See KeywordIndex."""
        return self._frequency("words", term)

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """See KeywordIndex."""
        found: dict[str, int] = {}
        for segment in self._segments:
            for term, df in segment["words"].vocabulary():
                found[term] = found.get(term, 0) + df
        return ((term, df) for term, df in found.items() if df)

    def search(
        self,
        groups: Sequence[TermGroup],
        bigrams: Iterable[str],
        *,
        limit: int,
        at_least: int = 1,
        within: Mask | None = None,
    ) -> KeywordHits:
        """See KeywordIndex."""
        pairs = tuple(dict.fromkeys(bigrams))
        required = at_least > 0 and any(group.required for group in groups)
        many = self._searcher is not None and self._size >= self._proposed_from
        if many and self._few(within) is None and not required and (groups or pairs):
            found = self._proposed(groups, pairs, limit, within)
            if found is not None:
                return found
        return super().search(groups, pairs, limit=limit, at_least=at_least, within=within)

    def _proposed(
        self, groups: Sequence[TermGroup], pairs: Sequence[str], limit: int, within: Mask | None
    ) -> KeywordHits | None:
        """Return the best of the rows that tantivy puts forward, None where others may be better.

        A row it did not put forward scores there at most as much as the last that it did; here it
        scores at most as much more as any of these does.
        """
        asked = max(_PROPOSED, 2 * limit)
        weights = dict.fromkeys(pairs, self._bigram_weight)
        numbers, theirs = propose(self._index, self._searcher, groups, weights, asked)
        rows = self._row_of[numbers].astype(np.int64)
        kept = np.flatnonzero(rows >= 0 if within is None else within[rows] & (rows >= 0))
        kept = kept[np.argsort(rows[kept])]
        rows = rows[kept]
        scores, matched = self._of_rows(groups, pairs, rows)
        best = np.lexsort((rows, -scores))[:limit]
        if len(numbers) == asked:
            if len(rows) < limit or not limit:
                return None
            highest = theirs[-1] * float((scores / theirs[kept]).max())
            if scores[best[-1]] <= highest:
                return None
        return KeywordHits(rows[best], scores[best], matched[best])

    def _read(self, field: str, term: str) -> tuple[NDArray[np.int32], Counts]:
        found = (segment[field].of(term) for segment in self._segments)
        parts = [part for part in found if len(part[0])]
        if len(parts) == 1 and self._in_order:
            return parts[0]
        if not parts:
            return np.empty(0, np.int32), np.empty(0, np.uint8)
        rows = self._row_of[np.concatenate([clauses for clauses, _ in parts])]
        counts = np.concatenate([counts for _, counts in parts])
        live = rows >= 0
        rows, counts = rows[live], counts[live]
        order = np.argsort(rows, kind="stable")
        return rows[order], counts[order]

    def _at(self, field: str, term: str, rows: Rows) -> Floats:
        """Look a few rows up without reading all the postings."""
        if self._is_held(field, term):
            return super()._at(field, term, rows)
        numbers = rows if self._in_order else self._number_of[rows]
        counts = np.zeros(len(rows), np.float32)
        for segment in self._segments:
            holding, of_holding = segment[field].of(term)
            counts += looked_up(holding, of_holding, numbers)
        idf = np.float32(self._idf(self._frequency(field, term)))
        return idf * counts / (counts + self._norms[field][rows])

    def _frequency(self, field: str, term: str) -> int:
        return sum(segment[field].frequency(term) for segment in self._segments)
