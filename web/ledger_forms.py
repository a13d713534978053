"""How is the monthly form of the ledger asked for, by a page or by a program?"""

from fastapi import Request
from pydantic import BaseModel, Field

from library.ledger import FIGURES, Form, fill_form, read_period
from web.ledgers import note_audit
from web.service import ledger_of

__all__ = ["FiguresForm", "FormParameters", "MonthForm", "form_of", "save_figures"]


class FormParameters(BaseModel):
    """Which form is wanted."""

    period: str = Field(
        default="",
        max_length=10,
        description="月份 2026-11 或年份 2026；不写时为本月，数字截至今天",
    )
    region: str = Field(
        default="", max_length=100, description="地区，要与台账里写的相同；不写时为全部"
    )
    since: str = Field(
        default="", max_length=10, description="累计从哪一天起算，YYYY-MM-DD；不写时为 2020-05-01"
    )
    unit: str = Field(default="", max_length=100, description="填报单位，照写在表上")


class FiguresForm(BaseModel):
    """The numbers of a month as a form or a program sends them; what is None is not changed."""

    study: str | None = Field(default=None, max_length=20, description="专题学习次数")
    coverage: str | None = Field(default=None, max_length=20, description="重点报道数量")
    violations: str | None = Field(
        default=None, max_length=20, description="打击严重违法违规行为（起）"
    )
    shut: str | None = Field(default=None, max_length=20, description="关闭取缔（家）")
    halted: str | None = Field(default=None, max_length=20, description="停产整顿（家）")
    fines: str | None = Field(default=None, max_length=20, description="处罚罚款（万元）")
    discredited: str | None = Field(
        default=None, max_length=20, description="联合惩戒失信企业（家）"
    )
    blamed_units: str | None = Field(
        default=None, max_length=20, description="问责曝光的单位（家）"
    )
    blamed_people: str | None = Field(
        default=None, max_length=20, description="问责曝光的个人（人）"
    )
    risks: str | None = Field(default=None, max_length=20, description="重大安全风险辨识评估数量")
    controlled: str | None = Field(default=None, max_length=20, description="有效管控数量")

    def given(self) -> dict[str, str]:
        """Return the numbers that were sent."""
        values = {figure.name: getattr(self, figure.name) for figure in FIGURES}
        return {name: value for name, value in values.items() if value is not None}


class MonthForm(FiguresForm):
    """The numbers of a month, of which one, and with which form they were seen."""

    month: str = Field(default="", max_length=10, description="月份，如 2026-11")
    region: str = Field(default="", max_length=100, description="地区；不写时为本单位自己的")
    unit: str = Field(default="", max_length=100, description="填报单位")
    since: str = Field(default="", max_length=10, description="累计从哪一天起算")

    def asked(self) -> FormParameters:
        """Return the form with which the numbers were seen."""
        return FormParameters(
            period=self.month, region=self.region, unit=self.unit, since=self.since
        )


def form_of(request: Request, asked: FormParameters) -> Form:
    """Return the form as it is filled today; raise LedgerRejected."""
    book = ledger_of(request)
    period = read_period(asked.period, book.today, asked.since)
    return fill_form(book, period, asked.region.strip())


def save_figures(request: Request, sent: MonthForm) -> FormParameters:
    """Keep the numbers of a month that has begun; return its form. Raise LedgerRejected."""
    asked = sent.asked()
    region, month = sent.region.strip(), sent.month.strip()
    form_of(request, asked)  # refuses a month that is none, before anything is kept
    kept = ledger_of(request).figures.save(region, month, sent.given())
    note_audit(request, "统计表数字", f"{month} {region}".strip(), kept)
    return asked
