"""How do the results of a search leave the product, to be worked with and handed on?

Everything here turns results into the bytes of a file. Excel and Word are written by libraries that
take longer to load than a search, so whoever serves pages imports this room when it is asked for.
"""

from library.exporting.listing import MOST, Listed, Listing
from library.exporting.spreadsheet import spreadsheet
from library.exporting.word import word_document

__all__ = ["MOST", "Listed", "Listing", "spreadsheet", "word_document"]
