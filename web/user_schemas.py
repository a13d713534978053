"""What do users, roles and the audit log look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, Field

from library.accounts import Role
from web.described import described, number
from web.desk_schemas import PageParameters

__all__ = [
    "AuditAnswer",
    "AuditParameters",
    "NewPasswordAnswer",
    "NewUserBody",
    "RolesBody",
    "StateBody",
    "UserAnswer",
    "UserNumber",
    "UsersAnswer",
]

UserNumber = Annotated[int, Path(description="用户的编号", ge=1, le=2**53, examples=[2])]
_ROLES = "、".join(Role)


class UserAnswer(BaseModel):
    """An account."""

    model_config = described("一个用户；temporary 为 true 时口令是别人给的，本人还没有改。")

    number: int
    name: str
    roles: list[str]
    disabled: bool
    temporary: bool
    created_at: datetime
    signed_in_at: datetime | None


class UsersAnswer(BaseModel):
    """All accounts."""

    model_config = described("全部用户，按名字排列。")

    users: list[UserAnswer]


class NewPasswordAnswer(UserAnswer):
    """An account with its new password."""

    model_config = described("用户和一次性口令；口令只给出这一次，本人登录后必须先改掉。")

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


class AuditParameters(PageParameters):
    """Which entries."""

    who: str = Field("", description="何人，完整的名字", examples=["王编辑"])
    action: str = Field("", description="做了什么，完整的名称", examples=["更正著录"])
    since: str = Field("", alias="from", description="此日起，YYYY-MM-DD，可只写年份")
    until: str = Field("", alias="to", description="到此日止，YYYY-MM-DD，可只写年份")
    limit: str = Field("50", description="每页条数，1 到 500", json_schema_extra=number(1, 50, 500))


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

    model_config = described("审计日志的一页，新的在前；before、after 是改动前后的值，形式随动作。")

    total: int
    page: int
    entries: list[AuditEntryAnswer]
    next: str | None
