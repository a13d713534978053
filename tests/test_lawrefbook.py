"""Is what folder and file name say in the layout of LawRefBook/Laws taken up, and only there?"""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus import Document, Kind, Level, SqliteStore, Status, import_files, read_document

HEAD = "# {title}\n\n2019年3月1日 某市人民代表大会常务委员会第一次会议通过\n\n<!-- INFO END -->\n\n"
BODY = "第一条 为了管好灯塔，制定本条例。\n\n第二条 本条例自公布之日起施行。\n"


def shelved(root: Path, place: str, title: str = "灯塔条例", body: str = BODY) -> Path:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(title=title) + body, encoding="utf-8")
    return path


def read(path: Path) -> Document:
    return read_document(path)[0]


@pytest.mark.parametrize(
    ("place", "level", "kind", "issuer"),
    [
        ("宪法/灯塔修正案.md", Level.CONSTITUTION, Kind.REGULATION, None),
        ("宪法相关法/灯塔条例(2019-03-01).md", Level.LAW, Kind.REGULATION, None),
        (
            "行政法规/灯塔条例(2019-03-01).md",
            Level.ADMINISTRATIVE_REGULATION,
            Kind.REGULATION,
            None,
        ),
        ("司法解释/灯塔条例(2019-03-01).md", Level.JUDICIAL_INTERPRETATION, Kind.REGULATION, None),
        ("部门规章/公安部/灯塔条例.md", Level.DEPARTMENT_RULE, Kind.REGULATION, None),
        ("案例/民法典/灯塔案.md", Level.CASE, Kind.CASE, None),
    ],
)
def test_the_shelf_tells_level_kind_and_agency(
    tmp_path: Path, place: str, level: Level, kind: Kind, issuer: str | None
) -> None:
    document = read(shelved(tmp_path, place))
    assert (document.level, document.kind) == (level, kind)
    assert document.issuer == (issuer or "某市人民代表大会常务委员会")
    assert document.source == f"LawRefBook/Laws 仓库：{place}"
    assert not any("INFO END" in note for note in document.notes)


def test_the_folder_tells_the_agency_only_where_the_text_names_none(tmp_path: Path) -> None:
    path = shelved(tmp_path, "部门规章/市场监督管理总局/灯塔办法.md")
    text = path.read_text("utf-8")
    day, _, _ = text.partition("<!--")[0].partition("某市")
    order = f"{day}国家食品药品监督管理局令第9号公布\n\n<!-- INFO END -->\n\n{BODY}"
    path.write_text(order, "utf-8")
    assert read(path).issuer == "国家食品药品监督管理局"
    assert read(path).region == "全国"
    path.write_text(f"# 灯塔办法\n\n<!-- INFO END -->\n\n{BODY}", "utf-8")
    assert (read(path).issuer or "").endswith("市场监督管理总局")


def test_a_day_in_the_file_name_before_the_last_change_is_no_day_of_publication(
    tmp_path: Path,
) -> None:
    document = read(shelved(tmp_path, "行政法规/灯塔条例(2010-12-23).md"))
    assert (document.published_on, document.issued_on) == (None, date(2019, 3, 1))
    assert ("published_on", "2010-12-23") in {(d.field, d.value) for d in document.doubts}


def test_local_rules_tell_their_region_and_the_day_of_the_edition(tmp_path: Path) -> None:
    place = "DLC/上海地方法规/地方性法规/上海/灯塔条例(2020-05-14).md"
    document = read(shelved(tmp_path, place))
    assert (document.level, document.published_on) == (Level.LOCAL_REGULATION, date(2020, 5, 14))
    assert (document.region or "").startswith("上海")
    assert document.status is Status.UNVERIFIED
    assert "未另行核对" in document.status_basis


def test_in_effect_from_its_publication_is_from_the_day_of_the_edition(tmp_path: Path) -> None:
    """The head tells when it was passed, the file name when it was published."""
    assert read(shelved(tmp_path, "行政法规/灯塔条例(2019-03-09).md")).effective_on == date(
        2019, 3, 9
    )


def test_a_later_text_under_an_older_date_is_doubtful(tmp_path: Path) -> None:
    later = BODY.replace("自公布之日", "自2021年1月1日")
    path = shelved(tmp_path, "行政法规/灯塔条例(2019-03-09).md", body=later)
    assert ("effective_on", "2021-01-01") in {(d.field, d.value) for d in read(path).doubts}


def test_the_parts_of_the_civil_code_share_its_name(tmp_path: Path) -> None:
    one = shelved(tmp_path, "民法典/总则.md", "中华人民共和国民法典\n\n# 总则")
    aliases = read(one).aliases
    assert {"民法典", "民法典总则"} <= set(aliases)
    assert "民法典" not in read(shelved(tmp_path, "民法商法/灯塔法.md")).aliases


def test_a_folder_of_that_name_alone_is_no_shelf(tmp_path: Path) -> None:
    path = tmp_path / "行政法规" / "灯塔条例(2019-03-01).md"
    path.parent.mkdir()
    path.write_text("# 灯塔条例\n\n" + BODY, encoding="utf-8")
    assert "LawRefBook" not in read(path).source
    elsewhere = shelved(tmp_path, "别处/灯塔条例(2019-03-01).md")
    assert "LawRefBook" not in read(elsewhere).source


def test_front_matter_goes_before_the_shelf(tmp_path: Path) -> None:
    path = shelved(tmp_path, "行政法规/灯塔条例(2019-03-01).md")
    path.write_text("---\nlevel: 规范性文件\n---\n" + path.read_text("utf-8"), encoding="utf-8")
    assert read(path).level == "规范性文件"


def test_a_register_tells_which_edition_is_repealed(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as register, register:
        register.execute("CREATE TABLE law (name TEXT, publish DATE, expired INTEGER)")
        register.executemany(
            "INSERT INTO law VALUES ('灯塔条例', ?, ?)", [("2010-01-01", 1), ("2019-03-01", 0)]
        )
    old = read(shelved(tmp_path, "行政法规/灯塔条例(2010-01-01).md"))
    assert (old.status, old.status_basis) == (
        Status.REPEALED,
        "LawRefBook/Laws 的目录标为已废止，未另行核对",
    )
    assert read(shelved(tmp_path, "行政法规/灯塔条例(2019-03-01).md")).status is Status.UNVERIFIED


def test_a_register_of_another_make_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"something else" * 50)
    assert read(shelved(tmp_path, "行政法规/灯塔条例(2010-01-01).md")).status is Status.UNVERIFIED


def test_editions_in_one_folder_are_both_kept(tmp_path: Path) -> None:
    new = shelved(tmp_path, "行政法规/灯塔条例(2024-06-01).md", body=BODY + "\n第三条 新增。\n")
    paths = [shelved(tmp_path, "行政法规/灯塔条例(2019-03-01).md"), new]
    with SqliteStore(tmp_path / "zhiku.db") as store:
        import_files(store, paths)
        found = {document.published_on for document in store.documents()}
    assert found == {date(2019, 3, 1), date(2024, 6, 1)}
