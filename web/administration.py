"""Which desks are there at the side of the administration, and who sees each?"""

from dataclasses import dataclass

from library.accounts import Permission
from web.visitors import Visitor

__all__ = ["DESKS", "Desk", "desks_of"]


@dataclass(frozen=True, slots=True)
class Desk:
    """One page of the administration as the navigation of `admin.html` lists it."""

    needs: Permission
    url: str
    label: str


DESKS = (
    Desk(Permission.IMPORT, "/admin/import", "导入文件"),
    Desk(Permission.IMPORT, "/admin/documents", "文件与著录"),
    Desk(Permission.IMPORT, "/admin/reindex", "更新索引"),
    Desk(Permission.DICTIONARY, "/admin/dictionary", "词典与同义词"),
    Desk(Permission.EVALUATE, "/admin/evaluation", "检索评测"),
    Desk(Permission.IMPORT, "/admin/gaps", "缺口"),
    Desk(Permission.INTERPRET, "/admin/interpretations", "解读"),
    Desk(Permission.MODERATE, "/admin/exchange", "提问与纠错"),
    Desk(Permission.ADMINISTER, "/admin/users", "用户与角色"),
    Desk(Permission.ADMINISTER, "/admin/audit", "审计日志"),
    Desk(Permission.ADMINISTER, "/admin/backup", "备份与恢复"),
)


def desks_of(visitor: Visitor) -> list[Desk]:
    """Return the desks that the visitor may work at."""
    return [desk for desk in DESKS if visitor.may(desk.needs)]
