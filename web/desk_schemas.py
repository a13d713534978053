"""What do the desks of the administration look like at the HTTP edge?"""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from corpus.corrections import CONFIRMED, LABELS
from library.accounts import Role
from web.entries import LONGEST_VALUE

__all__ = [
    "AuditAnswer", "AuditParameters", "BackupCheck", "BackupsAnswer", "CorrectionBody",
    "DeliveryId", "DocumentId", "EntryAnswer", "GapParameters", "GapsAnswer", "ImportAnswer",
    "ImportsAnswer", "JobAnswer", "JobId", "NewPasswordAnswer", "NewUserBody", "PageParameters",
    "ReindexAnswer", "ReindexBody", "RemovalAnswer", "RolesBody", "StateBody",
    "UserAnswer", "UserNumber", "UsersAnswer", "WithdrawalBody", "WordsAnswer", "WordsBody",
    "WordsTrialAnswer", "WordsTrialBody",
]  # fmt: skip

DeliveryId = Annotated[str, Path(description="一批文件的编号", examples=["3f2a" * 8])]
JobId = Annotated[str, Path(description="任务的编号", examples=["1767600900000-3f2a7b10"])]
DocumentId = Annotated[str, Path(description="文件编号", examples=["jiliang-2020-133"])]
UserNumber = Annotated[int, Path(description="用户的编号", ge=1, le=2**53, examples=[2])]
_FIELDS = "、".join(f"{field} {label}" for field, label in {**LABELS, **CONFIRMED}.items())
_ROLES = "、".join(Role)


def _described(text: str) -> ConfigDict:
    return ConfigDict(json_schema_extra={"description": text})


def _number(least: int, default: int, most: int | None = None) -> dict[str, Any]:
    told = {"type": "integer", "minimum": least, "default": default}
    return told | ({"maximum": most} if most else {})


class JobAnswer(BaseModel):
    """Something in the background."""

    model_config = _described(
        "后台的一项任务。ended 为 true 时不再变化；said 是进度或结果的一句话，"
        "done、total 是已做和总数，单位随任务。"
    )

    job: str
    kind: str
    subject: str
    who: str
    created_at: datetime
    state: str
    ended: bool
    said: str
    done: int
    total: int
    ended_at: datetime | None


class SentFile(BaseModel):
    """A file that was received."""

    name: str
    size: int


class DoubtAnswer(BaseModel):
    """What is doubtful."""

    field: str
    value: str | None
    reason: str


class FieldChange(BaseModel):
    """A value before and now."""

    field: str
    before: str | list[str] | None
    now: str | list[str] | None


class FileChanges(BaseModel):
    """What differs from before."""

    fields: list[FieldChange]
    clauses_added: list[str]
    clauses_removed: list[str]
    clauses_changed: list[str]
    other: bool


class NearDocument(BaseModel):
    """A document that is much alike."""

    document_id: str
    title: str
    share: float
    advice: str


class FileOutcome(BaseModel):
    """What became of a file."""

    model_config = _described(
        "一个文件的结果：新增、更新、替代、重复、未变、略过、失败；message 说明原因和处理办法，"
        "lines 是变更的说明，doubts 是要人核实的值，similar 是内容相近的文件。"
    )

    path: str
    result: str
    document_id: str | None
    title: str | None
    message: str
    notes: list[str]
    changes: FileChanges
    doubts: list[DoubtAnswer]
    similar: list[NearDocument]
    lines: list[str]


class ImportReportAnswer(BaseModel):
    """The report."""

    model_config = _described("试导入或导入的报告；imported 为 false 时只是试，什么也没有写入。")

    imported: bool
    totals: str
    counts: dict[str, int]
    doubtful: int
    files: list[FileOutcome]


class DoubtfulDocument(BaseModel):
    """A document that is doubtful still."""

    document_id: str
    title: str
    doubts: list[DoubtAnswer]


class ImportBrief(BaseModel):
    """A delivery in brief."""

    model_config = _described("一批文件；refused 是没有收下的，各有原因。")

    delivery: str
    who: str
    begun_at: datetime
    state: str
    files: list[SentFile]
    refused: list[str]
    job: JobAnswer | None


class ImportAnswer(ImportBrief):
    """A delivery with its report."""

    model_config = _described(
        "一批文件和它的报告；没有试完时 report 为空。doubtful 是已导入、还有存疑的文件。"
    )

    report: ImportReportAnswer | None
    doubtful: list[DoubtfulDocument]


class ImportsAnswer(BaseModel):
    """The deliveries."""

    model_config = _described("最近的几批文件，新的在前。")

    imports: list[ImportBrief]


class IndexAnswer(BaseModel):
    """The serving index."""

    name: str
    built: datetime
    documents: int
    clauses: int


class ReindexAnswer(BaseModel):
    """Whether the index is up to date."""

    model_config = _described(
        "索引的情况：behind 为 true 时资料库有改动尚未反映在检索里；documents、clauses 是资料库的，"
        "index 是现用的索引，没有时为空；job 是最近一次更新，running 是现在进行的任务。"
    )

    behind: bool
    documents: int
    clauses: int
    index: IndexAnswer | None
    problems: list[str]
    job: JobAnswer | None
    running: JobAnswer | None


class ReindexBody(BaseModel):
    """How to build."""

    full: bool = Field(False, description="是否全部重建；false 时只处理有变化的", examples=[False])


class EntryField(BaseModel):
    """A field."""

    field: str
    label: str
    value: str | list[str] | None
    remark: str


class EntryHistory(BaseModel):
    """Something that was done to the entry."""

    field: str
    done: str
    basis: str
    who: str
    made_at: datetime


class EntryAnswer(BaseModel):
    """The entry of a document."""

    model_config = _described(
        "资料库现在的著录（更新索引后反映到检索）；remark 说明人工更正或确认，"
        "doubts 是存疑的值，history 是历次更正，新的在前。"
    )

    document_id: str
    fields: list[EntryField]
    doubts: list[DoubtAnswer]
    history: list[EntryHistory]


class WithdrawalBody(BaseModel):
    """Which field goes back to what the file says."""

    field: str = Field(description=f"哪一项：{_FIELDS}", examples=["issuer"])
    basis: str = Field(
        max_length=LONGEST_VALUE, description="依据，必填", examples=["省政府公报2024年第3期"]
    )


class CorrectionBody(WithdrawalBody):
    """A value that is right."""

    value: str = Field(
        "",
        max_length=LONGEST_VALUE,
        description="核实后的值；日期写作 YYYY-MM-DD，几个别名用顿号隔开，空的清空这一项",
        examples=["吉林省粮食和物资储备局"],
    )
    confirm: bool = Field(
        False, description="true 时确认现在的值无误，不看 value", examples=[False]
    )


class RemovalAnswer(BaseModel):
    """What was removed."""

    model_config = _described("移除的文件；places 是它的来源，warnings 说明它会不会再次收入。")

    document_id: str
    title: str
    doc_no: str | None
    clauses: int
    places: list[str]
    corrections: int
    warnings: list[str]


class EarlierWords(BaseModel):
    """An earlier version."""

    name: str
    until: datetime
    lines: int


class WordsAnswer(BaseModel):
    """A whole file of words."""

    model_config = _described(
        "整个词表，一行一个数组，列名见 columns；不含注释行。version 是现在内容的版本，"
        "改动时原样带上；faults 是有误的行；earlier 是历史版本。"
    )

    version: str
    columns: list[str]
    rows: list[list[str]]
    faults: list[str]
    earlier: list[EarlierWords]


class WordsBody(BaseModel):
    """All rows as they shall be."""

    version: str = Field(description="所改内容的版本", examples=["5c1e0a3b9d7f2468"])
    rows: list[list[str]] = Field(
        max_length=20_000,
        description="改动以后的全部行；没有列出的删去，新的加在末尾，注释和原有的次序不变",
        examples=[[["附着式升降脚手架", "设备"], ["盘扣架", "设备"]]],
    )


class WordsTrialBody(WordsBody):
    """All rows as they might be, and what to try them on."""

    queries: list[str] = Field(
        [], description="试查的检索词，最多 10 个；不写时用改动的词（只用于同义词）",
        examples=[["爬架 检查"]],
    )  # fmt: skip
    samples: list[str] = Field(
        [], description="试切的文字，最多 10 段", examples=[["附着式升降脚手架使用前应当验收"]]
    )


class CutAnswer(BaseModel):
    """A text, cut into words."""

    text: str
    before: list[str]
    after: list[str]


class WordEffectAnswer(BaseModel):
    """What a word changes."""

    word: str
    clauses: int
    example: CutAnswer


class ReadWord(BaseModel):
    """A word of a query."""

    word: str
    synonyms: list[str]


class ReadingAnswer(BaseModel):
    """How a query is read."""

    words: list[ReadWord]
    related: list[str]
    total: int
    citations: list[str]


class QueryEffectAnswer(BaseModel):
    """A query before and after."""

    query: str
    refused: str
    changed: bool
    before: ReadingAnswer | None
    after: ReadingAnswer | None


class WordsTrialAnswer(BaseModel):
    """What would change."""

    model_config = _described(
        "改动的效果，没有保存：增删的行，各词怎样切、有几条含有它，试查前五条的前后；"
        "看不到效果时 fault 说明原因。"
    )

    added: list[str]
    removed: list[str]
    fault: str
    words: list[WordEffectAnswer]
    texts: list[CutAnswer]
    queries: list[QueryEffectAnswer]


class UserAnswer(BaseModel):
    """An account."""

    model_config = _described("一个用户；temporary 为 true 时口令是别人给的，本人还没有改。")

    number: int
    name: str
    roles: list[str]
    disabled: bool
    temporary: bool
    created_at: datetime
    signed_in_at: datetime | None


class UsersAnswer(BaseModel):
    """All accounts."""

    model_config = _described("全部用户，按名字排列。")

    users: list[UserAnswer]


class NewPasswordAnswer(UserAnswer):
    """An account with its new password."""

    model_config = _described("用户和一次性口令；口令只给出这一次，本人登录后必须先改掉。")

    password: str


class RolesBody(BaseModel):
    """Roles."""

    roles: list[str] = Field(description=f"角色，至少一个：{_ROLES}", examples=[["编辑"]])


class NewUserBody(RolesBody):
    """A new account."""

    name: str = Field(
        description="用户名，1 到 40 个汉字、字母、数字，可含 . _ - @", examples=["王编辑"]
    )


class StateBody(BaseModel):
    """Whether it is disabled."""

    disabled: bool = Field(description="true 停用，false 启用", examples=[True])


class PageParameters(BaseModel):
    """Which page."""

    page: str = Field("1", description="第几页，从 1 开始", json_schema_extra=_number(1, 1))


class AuditParameters(PageParameters):
    """Which entries."""

    who: str = Field("", description="何人，完整的名字", examples=["王编辑"])
    action: str = Field("", description="做了什么，完整的名称", examples=["更正著录"])
    since: str = Field("", alias="from", description="此日起，YYYY-MM-DD，可只写年份")
    until: str = Field("", alias="to", description="到此日止，YYYY-MM-DD，可只写年份")
    limit: str = Field(
        "50", description="每页条数，1 到 500", json_schema_extra=_number(1, 50, 500)
    )


class AuditEntryAnswer(BaseModel):
    """An entry."""

    number: int
    at: datetime
    who: str
    address: str
    action: str
    object: str
    before: Any
    after: Any


class AuditAnswer(BaseModel):
    """One page of the audit log."""

    model_config = _described(
        "审计日志的一页，新的在前；before、after 是改动前后的值，形式随动作。"
    )

    total: int
    page: int
    entries: list[AuditEntryAnswer]
    next: str | None


class GapParameters(BaseModel):
    """Which gaps."""

    kind: str = Field("", description="哪一类缺口，完整的名称；不写时全部")
    q: str = Field("", description="文件、编号或情况里含有的文字")
    as_of: str = Field("", description="按哪一天清点，YYYY-MM-DD；不写时为当天")


class GapAnswer(BaseModel):
    """A gap."""

    subject: str
    document_id: str | None
    detail: str
    count: int
    places: list[str]


class GapGroupAnswer(BaseModel):
    """Gaps of one kind."""

    name: str
    advice: str
    total: int
    gaps: list[GapAnswer]


class GapsAnswer(BaseModel):
    """All gaps."""

    model_config = _described("缺口，分类列出，要紧的在前；advice 说明怎样处理。")

    as_of: date
    groups: list[GapGroupAnswer]


class BackupAnswer(BaseModel):
    """A backup that is kept."""

    model_config = _described("一个备份；url 是下载的地址，大小以字节计。")

    name: str
    size: int
    begun_at: datetime
    url: str


class BackupsAnswer(BaseModel):
    """Every backup that is kept."""

    backups: list[BackupAnswer]


class BackupCheck(BackupAnswer):
    """What became of checking one."""

    model_config = _described(
        "核对的结果；sound 为假时 fault 写明哪里损坏，documents、clauses 为空。"
    )

    sound: bool
    fault: str
    documents: int | None
    clauses: int | None
