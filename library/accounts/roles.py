"""Who may do what? The roles of the department's staff, and what each allows."""

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["ALLOWED", "Permission", "Role"]


class Permission(StrEnum):
    """One thing that a person may do; the value is its name as people read it."""

    READ = "检索与阅读"
    KEEP = "保存自己的检索"
    IMPORT = "导入文件与著录"
    DICTIONARY = "维护词典与同义词"
    EVALUATE = "评测检索"
    SEE_LEDGER = "查看台账"
    LEDGER = "登记和办理台账"
    QUESTIONS = "出题与组卷"
    SEE_EXPERTS = "查找专家"
    EXPERTS = "管理专家与抽取"
    CONTACTS = "查看专家联系方式"
    INTERPRET = "撰写解读"
    MODERATE = "审核"
    ADMINISTER = "管理用户与系统"


class Role(StrEnum):
    """What a person is in the department; the value is its name as people read it."""

    READER = "读者"
    EDITOR = "编辑"
    TRAINER = "培训"
    EXPERT_OFFICER = "专家管理"
    MODERATOR = "审核"
    ADMINISTRATOR = "管理员"


_READER = frozenset(
    {Permission.READ, Permission.KEEP, Permission.SEE_LEDGER, Permission.SEE_EXPERTS}
)
ALLOWED: Mapping[Role, frozenset[Permission]] = {
    Role.READER: _READER,
    Role.EDITOR: _READER
    | {
        Permission.IMPORT,
        Permission.DICTIONARY,
        Permission.EVALUATE,
        Permission.INTERPRET,
        Permission.LEDGER,
    },
    Role.TRAINER: _READER | {Permission.QUESTIONS},
    Role.EXPERT_OFFICER: _READER | {Permission.EXPERTS, Permission.CONTACTS},
    Role.MODERATOR: _READER | {Permission.INTERPRET, Permission.MODERATE, Permission.LEDGER},
    Role.ADMINISTRATOR: frozenset(Permission) - {Permission.CONTACTS},
}
"""What each role allows; a person with several roles may do what any of them allows.

How experts are reached is for their officer alone: an administrator who has to know must take that
role first, which the audit log tells.
"""
