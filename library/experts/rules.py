"""What does the department ask of a panel, and for how long does an interest last?

Its own values are in `expert_rules.tsv` of the home; they take the place of ours one by one.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

from library.errors import ExpertTableRejected
from library.experts.tables import read_table
from library.thresholds import EXPERTS

__all__ = ["RULES_TABLE", "Rules", "rules_in"]

RULES_TABLE = "expert_rules.tsv"
_COLUMNS = ("name", "value", "note")


@dataclass(frozen=True, slots=True)
class Rules:
    """`yearly_cap` is reviews in a calendar year, None for no cap; the rest are years and days."""

    least: int = EXPERTS
    term_years: int = 3
    former_years: int = 3
    yearly_cap: int | None = None
    ending_days: int = 90


def rules_in(home: Path | None) -> Rules:
    """Return the rules that hold in a home; raise ExpertTableRejected."""
    values: dict[str, int | None] = {}
    for path in (None, home):
        for line, (name, value, _) in enumerate(read_table(path, RULES_TABLE, _COLUMNS), 2):
            if name not in asdict(Rules()):
                raise ExpertTableRejected(RULES_TABLE, line, f"不认识的规则“{name[:20]}”")
            if value and not (value.isdecimal() and int(value) < 1000):
                raise ExpertTableRejected(RULES_TABLE, line, f"{name} 应为整数或留空")
            values[name] = int(value) if value else None
    given = {k: v for k, v in values.items() if v is not None}
    if given.get("least", EXPERTS) < EXPERTS:
        raise ExpertTableRejected(RULES_TABLE, 0, f"least 不能少于 {EXPERTS}（部令第37号第十二条）")
    return Rules(**given)
