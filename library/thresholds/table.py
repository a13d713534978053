"""Which table holds in this home: that of the product, and what the department adds to it?"""

from pathlib import Path

from library.hazard_table import HazardRow, load_hazard_table

__all__ = ["LOCAL_TABLE", "rows_in"]

LOCAL_TABLE = "thresholds.tsv"
"""The file of a home with the rows of its region, in the columns of the product's own table."""


def rows_in(home: Path | None) -> tuple[HazardRow, ...]:
    """Return the rows of the product and of the home; raise TableRejected or BadRecord."""
    own = home / LOCAL_TABLE if home else None
    added = load_hazard_table(own) if own and own.is_file() else ()
    return (*load_hazard_table(), *added)
