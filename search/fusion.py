"""How do two opinions about the same candidates become one order?

Both scores are computed for every candidate, scaled to 0…1 over the candidates and added with
weights. On STARD this gave about 3 points more MRR@10 than reciprocal rank fusion, which sees
ranks only (figures in docs/benchmarks.md).
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["KEYWORD_SHARE", "fuse", "scale"]

KEYWORD_SHARE = 0.5
"""Weight of the keyword score; the rest is the cosine's. Tuned on STARD dev."""

Floats = NDArray[np.float32]


def scale(scores: Floats) -> Floats:
    """Map scores linearly to 0…1; equal scores all become 1, or 0 where they are not positive."""
    if not scores.size:
        return scores
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.full_like(scores, high > 0)
    return (scores - low) / (high - low)


def fuse(keyword: Floats, cosine: Floats | None, share: float = KEYWORD_SHARE) -> Floats:
    """Return the weighted sum of the scaled scores; the keyword score alone without cosine."""
    if cosine is None:
        return scale(keyword)
    return (share * scale(keyword) + (1 - share) * scale(cosine)).astype(np.float32)
