"""How does a run over a department's questions leave the product as a file?"""

import json
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from library.errors import LibraryError
from library.evaluation.charts import charts
from library.evaluation.comparison import Comparison
from library.evaluation.saved import trial_json
from library.evaluation.tables import report_tables
from library.evaluation.trial import Trial
from library.tables import write_tables

__all__ = ["REPORT_SUFFIXES", "require_charts", "write_report"]

REPORT_SUFFIXES = (".xlsx", ".md", ".html", ".json")


def require_charts() -> None:
    """Raise LibraryError where what draws the charts is missing."""
    if find_spec("pygal") is None:
        raise LibraryError(
            'HTML 报告里的图需要 pygal：请运行 pip install "zhiku[eval]"，或改写成 .xlsx、.md。'
        )


def write_report(path: Path, trials: Sequence[Trial], comparison: Comparison | None = None) -> None:
    """Write the runs by the suffix of `path`; raise OSError, ValueError for another suffix."""
    match path.suffix.lower():
        case ".html":
            path.write_text(_page(trials, comparison), "utf-8")
        case ".json":
            value = {"trials": [trial_json(trial) for trial in trials]}
            path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
        case _:
            write_tables(path, report_tables(trials, comparison))


def _page(trials: Sequence[Trial], comparison: Comparison | None) -> str:
    """Return one page that needs no other file and no network."""
    source = files("library").joinpath("data/evaluation.html.j2").read_text("utf-8")
    template = Environment(autoescape=True, trim_blocks=True).from_string(source)
    drawn = [Markup(chart) for chart in charts(trials)]  # noqa: S704  (pygal escapes its labels)
    return template.render(
        tables=report_tables(trials, comparison), charts=drawn, comparison=comparison,
        as_of=trials[-1].as_of,
    )  # fmt: skip
