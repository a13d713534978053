"""What do accidents teach, and which of them are like this one?"""

from library.cases.record import Case, as_record, read_case

__all__ = ["Case", "as_record", "read_case"]
