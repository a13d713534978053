"""Which of several texts are nearest to the situation?"""

from collections.abc import Sequence

from search.ports import SearchService

__all__ = ["nearness"]


def nearness(service: SearchService, asked: str, texts: Sequence[str]) -> list[float]:
    """Return how near each text is: the cosine, or without a model the share of the words asked."""
    if not texts:
        return []
    vectors = service.embed([asked, *texts])
    if vectors is not None:
        return [round(float(vector @ vectors[0]), 4) for vector in vectors[1:]]
    words = set(service.terms(asked))
    return [len(words.intersection(service.terms(text))) / (len(words) or 1) for text in texts]
