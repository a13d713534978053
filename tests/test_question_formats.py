"""Do questions leave in the formats of others and come back the very same, whatever they hold?"""

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx import Document as WordDocument
from lxml import etree
from openpyxl import load_workbook

from corpus import import_files
from corpus.errors import UnreadableFile
from library.errors import ImportRejected
from library.questions import Item, ItemType
from library.questions.formats import (
    Basis,
    ClauseMatcher,
    Format,
    Row,
    item_of,
    question_bytes,
    read_questions,
)
from search import Settings, open_service, open_store, rebuild
from tests.question_items import HOSTILE, make_item, make_items

LAW = """---
id: law
kind: regulation
title: 高支模安全管理规定
---
高支模安全管理规定

第一条　为了加强高支模安全管理，制定本规定。

第二条　施工单位应当在高支模搭设前编制专项施工方案，并由项目负责人审核。

第三条　高支模专项施工方案的专家论证会，专家人数不得少于5名。

第四条　事故发生后，单位负责人应当在1小时内向住房城乡建设主管部门报告。
"""
MOODLE = """<!ELEMENT quiz (question*)>
<!ELEMENT question ((category) | (name, questiontext, generalfeedback, defaultgrade, penalty,
  hidden, idnumber, (single, shuffleanswers, answernumbering)?, usecase?, answer*,
  (responseformat, responsefieldlines)?, tags?))>
<!ATTLIST question type (category|truefalse|multichoice|shortanswer|cloze|essay) #REQUIRED>
<!ELEMENT category (text)> <!ELEMENT name (text)>
<!ELEMENT questiontext (text)> <!ATTLIST questiontext format (plain_text|html) #REQUIRED>
<!ELEMENT generalfeedback (text)> <!ATTLIST generalfeedback format (plain_text|html) #REQUIRED>
<!ELEMENT answer (text, feedback)>
<!ATTLIST answer fraction CDATA #REQUIRED format (plain_text|moodle_auto_format) #REQUIRED>
<!ELEMENT feedback (text)> <!ATTLIST feedback format (plain_text|html) #REQUIRED>
<!ELEMENT tags (tag*)> <!ELEMENT tag (text)> <!ELEMENT text (#PCDATA)>
<!ELEMENT defaultgrade (#PCDATA)> <!ELEMENT penalty (#PCDATA)> <!ELEMENT hidden (#PCDATA)>
<!ELEMENT idnumber (#PCDATA)> <!ELEMENT single (#PCDATA)> <!ELEMENT shuffleanswers (#PCDATA)>
<!ELEMENT answernumbering (#PCDATA)> <!ELEMENT usecase (#PCDATA)>
<!ELEMENT responseformat (#PCDATA)> <!ELEMENT responsefieldlines (#PCDATA)>"""
"""What docs.moodle.org/en/Moodle_XML_format says of the parts that we write."""
QTI = """<!ELEMENT assessmentItem (responseDeclaration+, outcomeDeclaration*, itemBody,
  responseProcessing?, modalFeedback*)>
<!ATTLIST assessmentItem xmlns CDATA #FIXED "http://www.imsglobal.org/xsd/imsqti_v2p1"
  identifier ID #REQUIRED title CDATA #REQUIRED adaptive (false) #REQUIRED
  timeDependent (false) #REQUIRED>
<!ELEMENT responseDeclaration (correctResponse?, mapping?)>
<!ATTLIST responseDeclaration identifier CDATA #REQUIRED cardinality (single|multiple) #REQUIRED
  baseType (identifier|string) #REQUIRED>
<!ELEMENT correctResponse (value+)> <!ELEMENT value (#PCDATA)> <!ELEMENT mapping (mapEntry+)>
<!ATTLIST mapping defaultValue CDATA #IMPLIED> <!ELEMENT mapEntry EMPTY>
<!ATTLIST mapEntry mapKey CDATA #REQUIRED mappedValue CDATA #REQUIRED>
<!ELEMENT outcomeDeclaration (defaultValue?)> <!ELEMENT defaultValue (value)>
<!ATTLIST outcomeDeclaration identifier CDATA #REQUIRED cardinality (single) #REQUIRED
  baseType (identifier|float) #REQUIRED>
<!ELEMENT itemBody (p+, (choiceInteraction | (extendedTextInteraction, rubricBlock))?)>
<!ELEMENT p (#PCDATA | textEntryInteraction)*> <!ELEMENT textEntryInteraction EMPTY>
<!ATTLIST textEntryInteraction responseIdentifier CDATA #REQUIRED>
<!ELEMENT extendedTextInteraction EMPTY>
<!ATTLIST extendedTextInteraction responseIdentifier CDATA #REQUIRED>
<!ELEMENT rubricBlock (p+)> <!ATTLIST rubricBlock view (scorer) #REQUIRED>
<!ELEMENT choiceInteraction (simpleChoice+)>
<!ATTLIST choiceInteraction responseIdentifier CDATA #REQUIRED maxChoices (0|1) #REQUIRED
  shuffle (true|false) #REQUIRED>
<!ELEMENT simpleChoice (#PCDATA)> <!ATTLIST simpleChoice identifier CDATA #REQUIRED>
<!ELEMENT responseProcessing (setOutcomeValue?)>
<!ATTLIST responseProcessing template CDATA #IMPLIED>
<!ELEMENT setOutcomeValue (mapResponse | sum)>
<!ATTLIST setOutcomeValue identifier CDATA #REQUIRED>
<!ELEMENT sum (mapResponse+)> <!ELEMENT mapResponse EMPTY>
<!ATTLIST mapResponse identifier CDATA #REQUIRED>
<!ELEMENT modalFeedback (p+)> <!ATTLIST modalFeedback outcomeIdentifier CDATA #REQUIRED
  identifier CDATA #REQUIRED showHide (show) #REQUIRED>"""
"""What the information model of QTI 2.1 says of the parts that we write."""
SINGLE = "高支模专项施工方案的专家论证会，专家人数不得少于（　　）。"


def written(folder: Path, items: list[Item], form: Format) -> Path:
    path = folder / f"题目{form.suffix}"
    path.write_bytes(question_bytes(items, form))
    return path


def texts(folder: Path, name: str, text: str) -> list[Row]:
    (folder / name).write_text(text, "utf-8")
    return read_questions(folder / name)


@pytest.mark.parametrize("form", list(Format))
def test_what_is_exported_comes_back_the_very_same(tmp_path: Path, form: Format) -> None:
    items = make_items(48) + [
        replace(make_item(100 + at, list(ItemType)[at % 6], Random(at), odd),
                item_id=f"odd{at}")
        for at, odd in enumerate(HOSTILE)
    ]  # fmt: skip
    rows = read_questions(written(tmp_path, items, form))
    assert [row.record for row in rows] == items
    for row, item in zip(rows, items, strict=True):
        assert row.draft is not None, (row.problem, item.stem)
        if item.options:  # so that others read the same key, who know nothing of our record
            shown = [text.replace("－>", "->") for text in row.draft.options]
            assert (row.draft.type, shown) == (item.type, list(item.options))
            assert row.draft.key == item.key


@pytest.mark.parametrize("form", list(Format))
def test_a_question_that_was_changed_is_somebody_elses(tmp_path: Path, form: Format) -> None:
    items = make_items(12)
    path = tmp_path / f"题目{form.suffix}"
    changed = replace(items[1], stem="改了的题干（　　）。")
    path.write_bytes(_with_old_record(form, [items[0], changed], items[:2]))
    rows = read_questions(path)
    assert rows[0].record == items[0]
    assert rows[1].record is None
    assert rows[1].draft is not None
    assert rows[1].draft.stem.startswith("改了的题干")


def _with_old_record(form: Format, shown: list[Item], recorded: list[Item]) -> bytes:
    """Return a file whose records tell of other questions than it shows, as after an edit."""
    from library.questions.formats import gift, moodle, qti, sheet
    from library.questions.formats.rows import packed

    old = {new.item_id: packed(was) for new, was in zip(shown, recorded, strict=True)}
    with pytest.MonkeyPatch.context() as patch:
        for module in (gift, moodle, qti, sheet):
            patch.setattr(module, "packed", lambda item: old[item.item_id])
        return question_bytes(shown, form)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    odd = replace(make_items(2)[1], stem='=HYPERLINK("http://x","点")', options=("+1", "-2", "@甲"),
                  key=(1,), explanation="\t=1", topic="=主题")  # fmt: skip
    book = load_workbook(written(tmp_path, [odd], Format.EXCEL))
    assert "f" not in {c.data_type for row in book.worksheets[0].iter_rows() for c in row}
    assert book.worksheets[0]["B2"].value == odd.stem
    text = written(tmp_path, [odd], Format.CSV).read_text("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    for form in (Format.EXCEL, Format.CSV):
        assert read_questions(written(tmp_path, [odd], form))[0].record == odd


def test_moodle_xml_is_as_documented(tmp_path: Path) -> None:
    root = etree.parse(written(tmp_path, make_items(60), Format.MOODLE)).getroot()
    schema = etree.DTD(io.StringIO(MOODLE))
    assert schema.validate(root), str(schema.error_log)
    for question in root.iter("question"):
        fractions = [float(answer.get("fraction", "")) for answer in question.iter("answer")]
        if question.get("type") in {"truefalse", "multichoice"}:
            assert sum(f for f in fractions if f > 0) == pytest.approx(100, abs=0.001)


def test_qti_is_as_specified(tmp_path: Path) -> None:
    items = make_items(60)
    schema = etree.DTD(io.StringIO(QTI))
    with zipfile.ZipFile(written(tmp_path, items, Format.QTI)) as package:
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        names = [file.get("href", "") for file in manifest.iter("{*}file")]
        assert sorted(names) == sorted(set(package.namelist()) - {"imsmanifest.xml"})
        for name in names:
            if name.endswith(".xml"):
                root = etree.fromstring(package.read(name))
                assert schema.validate(root), (name, str(schema.error_log))


@pytest.mark.once
def test_gift_is_read_by_the_parser_of_its_grammar(tmp_path: Path) -> None:
    """gift-pegjs is the grammar that editors of GIFT use; npm brings it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, so gift-pegjs cannot check what we write as GIFT")
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "gift-pegjs@1.0.2"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode and os.environ.get("CI") != "true":
        pytest.skip(f"npm could not bring gift-pegjs: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stderr
    items = make_items(60) + make_items(24, seed=8, odd=True)
    path = written(tmp_path, items, Format.GIFT)
    script = (
        "const {parse}=require('gift-pegjs');"
        "console.log(JSON.stringify(parse(require('fs').readFileSync(process.argv[1],'utf8'))))"
    )
    read = subprocess.run(
        ["node", "-e", script, str(path)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert read.returncode == 0, read.stderr
    found = [one for one in json.loads(read.stdout) if one["type"] != "Category"]
    assert len(found) == len(items)
    for one, item in zip(found, items, strict=True):
        _check_parsed(one, item)


def _check_parsed(one: Any, item: Item) -> None:
    """Check what the parser read of a question against the question."""

    def plain(text: str) -> str:
        return " ".join(text.split()).replace("－>", "->")

    assert plain(one["stem"]["text"]) == plain(item.stem)
    match item.type:
        case ItemType.TRUE_FALSE:
            assert (one["type"], one["isTrue"]) == ("TF", item.key == (0,))
        case ItemType.SINGLE | ItemType.MULTIPLE:
            assert one["type"] == "MC"
            choices = one["choices"]
            assert [plain(c["text"]["text"]) for c in choices] == [*map(plain, item.options)]
            right = [n for n, c in enumerate(choices) if c["isCorrect"] or (c["weight"] or 0) > 0]
            assert tuple(right) == item.key
        case ItemType.BLANK if len(item.blanks) == 1:
            assert one["type"] == "Short"
        case _:
            assert one["type"] == "Essay"


def test_gift_of_others(tmp_path: Path) -> None:
    rows = texts(
        tmp_path,
        "他人.gift",
        """// remark
$CATEGORY: $course$/top/应急管理

::甲::[html]<p>报告应当在<b>多久</b>内？</p>{
  =1小时#对
  ~2小时#错
  ~%0%3小时
####依据：《某规定》第四条
}

论证会专家不得少于{=5 =五}名。

哪些是\\{要求\\}？{~%50%甲 ~%50%乙 ~%-100%丙\\=丁}

正确的说法。{T}

配对{=a -> b =c -> d}

没有答案的题{~甲 ~乙}

面积是{#3:0.5}

写一写{}

只有说明
""",
    )
    drafts = [row.draft for row in rows]
    assert [(d.type, d.key) if d else None for d in drafts] == [
        (ItemType.SINGLE, (0,)), (ItemType.BLANK, ()), (ItemType.MULTIPLE, (0, 1)),
        (ItemType.TRUE_FALSE, (0,)), None, None, None, None, None,
    ]  # fmt: skip
    first = drafts[0]
    assert first
    assert (first.stem, first.topic) == ("报告应当在多久内？", "应急管理")
    assert (first.options, first.basis) == (("1小时", "2小时", "3小时"), "《某规定》第四条")
    assert drafts[1]
    assert (drafts[1].stem, drafts[1].blanks) == ("论证会专家不得少于____名。", (("5", "五"),))
    assert drafts[2]
    assert (drafts[2].stem, drafts[2].options[2]) == ("哪些是{要求}？", "丙=丁")
    said = [f"{row.place} {row.problem}" for row in rows if not row.draft]
    assert said[0].startswith("第 ")
    assert [row.problem for row in rows[4:]] == [
        "是配对题，不能导入", "没有答案", "数值题给的是范围，不能作填空题", "没有参考答案",
        "没有 { }，是说明文字，不是题目",
    ]  # fmt: skip


def test_moodle_xml_of_others_and_a_bad_question_stops_no_other(tmp_path: Path) -> None:
    rows = texts(
        tmp_path,
        "m.xml",
        """<?xml version="1.0"?><quiz>
<question type="multichoice"><name><text>1</text></name><questiontext format="html">
<text><![CDATA[<p>专家不得少于几名？</p>]]></text></questiontext><single>true</single>
<answer fraction="100"><text>5名</text></answer><answer fraction="0"><text>3&lt;名</text></answer>
</question><question type="ddwtos"><questiontext><text>拖</text></questiontext></question>
<question type="multichoice"><questiontext><text>x</text></questiontext>
<answer fraction="many"><text>5名</text></answer></question>
<question type="cloze"><questiontext>
<text>在{1:SA:=1小时~%50%60分钟}内</text></questiontext></question>
</quiz>""",
    )
    assert rows[0].draft
    assert (rows[0].draft.stem, rows[0].draft.options) == ("专家不得少于几名？", ("5名", "3<名"))
    assert rows[1].problem == "是“ddwtos”类的题，不能导入"
    assert rows[2].problem == "答案的 fraction 不是数"
    assert rows[3].draft
    assert (rows[3].draft.stem, rows[3].draft.blanks) == ("在____内", (("1小时", "60分钟"),))
    assert "第 2 个 question" in rows[1].place


@pytest.mark.parametrize("head", [
    '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd">',
])  # fmt: skip
def test_xml_that_reaches_out_is_refused(tmp_path: Path, head: str) -> None:
    text = f"<?xml version='1.0' encoding='{{}}'?>{head}<quiz>&x;</quiz>"
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / "h.xml"
        path.write_bytes(text.format(encoding).encode(encoding))
        with pytest.raises(ImportRejected):
            read_questions(path)
    with zipfile.ZipFile(tmp_path / "h.zip", "w") as package:
        package.writestr("imsmanifest.xml", f"{head}<manifest/>")
    with pytest.raises(ImportRejected):
        read_questions(tmp_path / "h.zip")


def test_rows_of_a_table_are_named_with_the_reason(tmp_path: Path) -> None:
    rows = texts(
        tmp_path,
        "t.csv",
        """题型,题干,选项A,选项B,选项C,正确答案,难度,主题
单选题,甲（　）,子,丑,寅,B,中,某题
单选题,乙,子,丑,,D,,
名词解释,丙,,,,丁,,
判断题,戊,,,,对,0.3,
多选题,己,子,丑,寅,A,,
多选,庚,子,丑,子,AB,,
填空题,在____内和____内,,,,1日；2日|二日,,
填空题,在____内,,,,1日；2日,,
,辛,子,丑,,AB,,
判断,壬,,,,也许,,
单选,癸,子,丑,,A,极难,
""",
    )
    assert [row.problem for row in rows] == [
        "", "答案“D”里的 D 不在选项之中",
        "题型“名词解释”不认识，只认 判断、单选、多选、填空、简答、案例分析", "",
        "多选题只有一个答案", "有相同的选项", "", "题干有 1 个空，答案有 2 个", "",
        "判断题的答案是“也许”，应是 正确 或 错误",
        "难度“极难”应是 易、中、难，或 0 到 1 的数，或 1 到 5 级",
    ]  # fmt: skip
    assert [row.place for row in rows[:2]] == ["第 2 行", "第 3 行"]
    assert rows[6].draft
    assert rows[6].draft.blanks == (("1日",), ("2日", "二日"))
    assert rows[8].draft
    assert rows[8].draft.type is ItemType.MULTIPLE
    with pytest.raises(ImportRejected, match="没有栏目“题干、答案”"):
        texts(tmp_path, "u.csv", "甲,乙\n1,2\n")


@pytest.mark.parametrize(("name", "data"), [
    ("a.xlsx", b"no book"), ("a.zip", b"PK"), ("a.docx", b"PK\x03\x04"),
])  # fmt: skip
def test_a_damaged_file_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises((UnreadableFile, ImportRejected)):
        read_questions(tmp_path / name)


def test_a_word_paper_with_keys_beside_in_the_stem_and_apart(tmp_path: Path) -> None:
    document = WordDocument()
    for line in (
        "安全生产测试题", "一、单选题（每题2分）", "1．专家不得少于（ B ）。", "A．3名\tB．5名",
        "C．7名", "2、报告的期限是（　）。", "A. 1小时  B. 2小时", "答案：A", "解析：见规定。",
        "依据：《某规定》第四条",
        "3．哪一个？", "A．甲", "B．乙", "二、判断题", "4．这样可以。", "5. 【多选题】哪些？",
        "A．甲 B．乙 C．丙", "三、简答题", "6．怎样做？", "答案：1．停工。", "2．报告。",
        "参考答案", "3-4 A√  5．AC",
    ):  # fmt: skip
        document.add_paragraph(line)
    document.save(str(tmp_path / "w.docx"))
    rows = read_questions(tmp_path / "w.docx")
    assert [row.problem for row in rows] == [""] * 6
    drafts = [row.draft for row in rows if row.draft]
    assert [(d.type.value, d.key) for d in drafts] == [
        ("单选", (1,)), ("单选", (0,)), ("单选", (0,)), ("判断", (0,)), ("多选", (0, 2)),
        ("简答", ()),
    ]  # fmt: skip
    assert drafts[0].stem == "专家不得少于（　　）。"
    assert drafts[0].options == ("3名", "5名", "7名")
    assert (drafts[1].explanation, drafts[1].basis) == ("见规定。", "《某规定》第四条")
    assert drafts[5].points == ("停工。", "报告。")


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> ClauseMatcher:
    folder = tmp_path_factory.mktemp("home")
    (folder / "law.md").write_text(LAW, "utf-8")
    settings = Settings(folder, model="none")
    with open_store(settings) as store:
        import_files(store, [folder / "law.md"])
    rebuild(settings)
    return ClauseMatcher(open_service(settings))


def test_an_imported_question_rests_on_a_clause_or_says_that_it_has_none(
    tmp_path: Path, matcher: ClauseMatcher
) -> None:
    rows = texts(
        tmp_path,
        "m.csv",
        f"""题型,题干,选项A,选项B,答案,解析
单选,{SINGLE},5名,3名,A,
单选,{SINGLE},5名,3名,B,
单选,根据《高支模安全管理规定》，事故发生后单位负责人报告的期限是（）,1小时,2小时,A,见第四条
单选,根据《高支模安全管理规定》第三条，专家不得少于（　）。,5名,3名,A,
判断,施工单位应当在高支模搭设前编制专项施工方案。,,,正确,
判断,雪糕应当在夏天吃。,,,正确,
填空,事故发生后，单位负责人应当在____内向住房城乡建设主管部门报告。,,,1小时,
单选,根据《不存在的规定》第九条，专家不得少于（　）。,9名,8名,A,
""",
    )
    found = [matcher.match(row) for row in rows]
    assert [(one.basis, one.item.sources[0].citation[-3:] if one.item.sources else "")
            for one in found] == [
        (Basis.FOUND, "第三条"), (Basis.NONE, ""), (Basis.FOUND, "第四条"), (Basis.CITED, "第三条"),
        (Basis.FOUND, "第二条"), (Basis.NONE, ""), (Basis.FOUND, "第四条"), (Basis.NONE, ""),
    ]  # fmt: skip
    source = found[0].item.sources[0]
    assert source.quote.endswith("高支模专项施工方案的专家论证会，专家人数不得少于5名。")
    for one in found:
        for source in one.item.sources:
            document, _ = matcher._service.clause(source.clause_id)
            assert document.text[source.start : source.end] == source.quote != ""
    assert "没有" in found[1].note
    assert "《不存在的规定》" in found[7].note
    assert all(one.item.sources for one in found if one.basis is not Basis.NONE)


def test_a_record_is_believed_only_where_its_words_stand(
    tmp_path: Path, matcher: ClauseMatcher
) -> None:
    row = texts(tmp_path, "m.csv", f"题型,题干,选项A,选项B,答案\n单选,{SINGLE},5名,3名,A\n")[0]
    item = matcher.match(row).item
    again = read_questions(written(tmp_path, [item], Format.MOODLE))[0]
    assert matcher.match(again).basis is Basis.OURS
    assert matcher.match(again).item == item
    forged = replace(item, sources=(replace(item.sources[0], quote="专家不得少于9名"),))
    row = read_questions(written(tmp_path, [forged], Format.MOODLE))[0]
    assert row.record == forged
    assert matcher.match(row).basis is not Basis.OURS
    assert matcher.match(row).item.sources[0].quote == item.sources[0].quote


def test_the_same_words_make_the_same_item(tmp_path: Path) -> None:
    rows = texts(tmp_path, "m.csv", "题型,题干,答案\n判断,甲,对\n判断,甲,对\n判断,甲,错\n")
    ids = [item_of(row.draft, ()).item_id for row in rows if row.draft]
    assert ids[0] == ids[1] != ids[2]
