"""What do the tests of links share? A home with a rule in two editions.

Of five notices that name the rule, one names an article that changed, one an article that only
moved, one the rule as a whole; one was itself repealed, and one is later than the new edition.
"""

from pathlib import Path

from corpus import import_files
from search import Settings, open_store, rebuild
from tests.case_records import case_document
from tests.edition_texts import FIRST, SECOND

__all__ = ["CHECKS", "NEW", "OLD", "linked_home"]

OLD, NEW = "check-2009", "check-2021"
_HEAD = "---\nid: {id}\nkind: {kind}\ntitle: {title}\nissued_on: {day}\n{more}---\n{text}"
_NOTICES = {
    "notice-2015": ("关于开展工地检查的通知", "2015-03-01", "按照《工地检查办法》第二条组织检查。"),
    "notice-2016": (
        "关于规范检查收费的通知",
        "2016-03-01",
        "依据《工地检查办法》第三条，不得收费。",
    ),
    "notice-2017": ("关于加强检查力量的通知", "2017-03-01", "认真执行《工地检查办法》。"),
    "notice-2018": ("关于暂停检查的通知", "2018-03-01", "《工地检查办法》第二条暂缓执行。"),
    "notice-2022": ("关于公开检查结果的通知", "2022-03-01", "依据《工地检查办法》第二条公开结果。"),
}
CHECKS = "工地检查办法"


def linked_home(folder: Path) -> Settings:
    """Return the settings of the home, indexed, below a folder."""
    settings, files = Settings(folder / "home"), folder / "files"
    files.mkdir()
    for name, text, day in ((OLD, FIRST, "2009-05-13"), (NEW, SECOND, "2021-06-01")):
        _write(files, name, "regulation", CHECKS, day, text)
    for name, (title, day, words) in _NOTICES.items():
        ended = "status: 已废止\nstatus_basis: 测试\n" if name == "notice-2018" else ""
        _write(files, name, "policy", title, day, f"{title}\n一、要求\n{words}\n", ended)
    with open_store(settings) as store:
        import_files(store, sorted(files.iterdir()))
        clause = f"{CHECKS}|第三条"
        store.put(*case_document("case-scaffold", related_clauses=[clause]))
    rebuild(settings)
    return settings


def _write(
    files: Path, name: str, kind: str, title: str, day: str, text: str, more: str = ""
) -> None:
    told = _HEAD.format(id=name, kind=kind, title=title, day=day, text=text, more=more)
    (files / f"{name}.md").write_text(told, "utf-8")
