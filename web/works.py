"""What is asked of the thresholds, by a form or a program, and what is the answer?"""

from collections.abc import Callable, Mapping, Sequence

from fastapi import Request
from pydantic import BaseModel, Field

from library.cases.levels import Assessment, Bounds, assess
from library.errors import MeasureRejected, UnknownWorks, WorksAmbiguous
from library.hazard_table import HazardRow
from library.thresholds import DIMENSIONS, Decision, judge, read_count, read_loss, rows_in
from search.settings import Settings
from web.errors import ParameterRejected
from web.values import read_values

__all__ = ["AccidentParameters", "WorksParameters", "level_of", "scale_of", "table_of"]

_LONGEST = 60
_SIZE = "，如 4.8、4.8m、4800mm；不写单位时为 m"
_FORCE = "，如 100kN；不写单位时为 "


class WorksParameters(BaseModel):
    """What is known of works; all text, as it came."""

    works: str = Field("", description="工程的名称或俗称，如 基坑、高支模、塔吊", examples=["基坑"])
    depth: str = Field("", description=f"开挖深度{_SIZE}", examples=["4.8m"])
    height: str = Field("", description=f"搭设、提升或施工高度{_SIZE}")
    span: str = Field("", description=f"跨度{_SIZE}")
    load: str = Field("", description="施工总荷载设计值；不写单位时为 kN/m²")
    line_load: str = Field("", description="集中线荷载设计值；不写单位时为 kN/m")
    point_load: str = Field("", description=f"单点集中荷载{_FORCE}kN")
    weight: str = Field("", description=f"起吊重量、起重量或结构重量{_FORCE}kN，也可以用 t")
    base: str = Field("", description=f"搭设基础标高{_SIZE}")
    condition: list[str] = Field(
        [], description="对数字说不了的条件的回答，如 1=是、2=否，可以重复", examples=[["1=否"]]
    )
    region: str = Field("", description="用这个地区的增补规定")

    @property
    def stated(self) -> Mapping[str, str]:
        """The sizes by their names."""
        return {name: getattr(self, name) for name in DIMENSIONS}


class AccidentParameters(BaseModel):
    """The numbers of an accident."""

    deaths: str = Field("", description="死亡人数", examples=["3"])
    injured: str = Field("", description="重伤人数，含急性工业中毒", examples=["10"])
    loss: str = Field("", description="直接经济损失；不写单位时为万元", examples=["1000万元"])


def table_of(request: Request) -> Sequence[HazardRow]:
    """Return the table of this home; raise TableRejected."""
    settings: Settings | None = request.app.state.settings
    return rows_in(settings.home if settings else None)


def scale_of(request: Request, asked: WorksParameters) -> Decision:
    """Return how hazardous the works are; raise ParameterRejected."""
    if not asked.works.strip():
        raise ParameterRejected("works", "请用参数 works 写明工程的名称，如 基坑。")
    for name in ("works", "region", *DIMENSIONS):
        _short(name, getattr(asked, name))
    try:
        return judge(
            table_of(request), asked.works, asked.stated,
            read_values("condition", asked.condition), asked.region,
        )  # fmt: skip
    except (UnknownWorks, WorksAmbiguous) as error:
        raise ParameterRejected("works", str(error)) from error
    except MeasureRejected as error:
        given = [name for name, text in asked.stated.items() if text.strip()]
        raise ParameterRejected(given[0] if given else "condition", str(error)) from error


def level_of(asked: AccidentParameters) -> Assessment:
    """Return how grave the accident is; raise ParameterRejected."""
    for name in ("deaths", "injured", "loss"):
        _short(name, getattr(asked, name))
    return assess(
        Bounds.of(_read("deaths", lambda: read_count("死亡人数", asked.deaths))),
        Bounds.of(_read("injured", lambda: read_count("重伤人数", asked.injured))),
        Bounds.of(_read("loss", lambda: read_loss(asked.loss))),
    )


def _read(name: str, read: Callable[[], float | None]) -> float | None:
    try:
        return read()
    except MeasureRejected as error:
        raise ParameterRejected(name, str(error)) from error


def _short(name: str, text: str) -> None:
    if len(text) > _LONGEST:
        raise ParameterRejected(name, f"参数 {name} 最长 {_LONGEST} 个字。")
