"""Does a draft cite what exists and holds, and does it quote it right?"""

from library.citations.checking import CitationChecker
from library.citations.citations_json import report_json
from library.citations.record import Checked, Cited, Quote, Report, Verdict

__all__ = ["Checked", "CitationChecker", "Cited", "Quote", "Report", "Verdict", "report_json"]
