"""What do title, issuer and dates say of a document: level, region, doubts?"""

from corpus.particulars.reading import cited_later, particulars
from corpus.particulars.regions import Region, code_of, region_of

__all__ = [
    "Region",
    "cited_later",
    "code_of",
    "particulars",
    "region_of",
]
