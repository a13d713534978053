"""Are interpretations signed and examined, askers protected, and both found when published?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus import SqliteStore
from corpus.records import Clause, Kind
from library.citations import CitationChecker
from library.errors import (
    ExchangeBroken,
    ExchangeRejected,
    StateRefused,
    UnknownEnquiry,
    UnknownInterpretation,
)
from library.exchange import (
    KEPT_DAYS,
    LONGEST_ENQUIRY,
    EnquiryState,
    Exchange,
    Matter,
    Person,
    State,
    collect_published,
    review_of,
    sources_of,
    uncollected,
)
from library.exchange.pace import IN_ALL, PER_VISITOR, Pace
from library.exchange.receipts import digest_of, new_receipt
from search import SearchRequest, Settings, open_service, open_store, rebuild
from search.ports import SearchService
from tests.accounts import Clock
from tests.fake_search import make_document

ONE, OTHER = Person(1, "张编辑"), Person(2, "李审核")
RULE = """某省塔式起重机管理办法
第一条　为了管好塔式起重机，制定本办法。
第二条　塔式起重机顶升作业前，安装单位应当核对标准节的螺栓。
第三条　遇六级以上大风，应当停止顶升作业。
"""
CHANGED = RULE.replace("六级", "五级")
UNIT = "某省住建厅（安监处）"


def clause_of(text: str, address: str) -> Clause:
    _, clauses = make_document("rule", text, kind=Kind.REGULATION)
    return next(one for one in clauses if one.address == address)


WIND = clause_of(RULE, "a3")


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    with closing(Exchange(now=Clock())) as made:
        yield made


def published(exchange: Exchange, text: str = "大风以瞬时风速为准。") -> int:
    kept = exchange.interpretations
    number = kept.draft(ONE, WIND, text, UNIT).number
    kept.submit(ONE, number)
    return kept.publish(OTHER, number, upon=1).number


def test_an_interpretation_is_published_by_another_person(exchange: Exchange) -> None:
    kept = exchange.interpretations
    made = kept.draft(ONE, WIND, "大风以瞬时风速为准。", UNIT)
    assert (made.state, made.published, made.latest.author) == (State.DRAFT, None, "张编辑")
    with pytest.raises(StateRefused, match="现在是“草稿”"):
        kept.publish(OTHER, made.number, upon=1)
    kept.submit(ONE, made.number)
    with pytest.raises(StateRefused, match="另一个人"):
        kept.publish(ONE, made.number, upon=1)
    done = kept.publish(OTHER, made.number, upon=1)
    assert (done.state, done.published, done.published_by) == (State.PUBLISHED, 1, "李审核")
    assert done.shown == done.latest
    assert [step.state for step in done.steps] == [State.DRAFT, State.WAITING, State.PUBLISHED]
    assert list(kept.beside("rule")) == ["rule:a3"]


def test_every_version_is_kept_and_readers_see_the_published_one(exchange: Exchange) -> None:
    kept, number = exchange.interpretations, published(exchange)
    kept.amend(OTHER, number, WIND, "大风以平均风速为准。", UNIT, upon=1)
    with pytest.raises(StateRefused, match="别人刚保存了新的版本"):
        kept.amend(ONE, number, WIND, "我也改。", UNIT, upon=1)
    one = kept.amend(ONE, number, WIND, "大风以平均风速为准！", UNIT, upon=2)
    assert [version.number for version in one.versions] == [1, 2, 3]
    assert one.shown is not None
    assert (one.state, one.shown.text) == (State.DRAFT, "大风以瞬时风速为准。")
    kept.submit(ONE, number)
    with pytest.raises(StateRefused, match="另一个人"):
        kept.publish(OTHER, number, upon=3)  # of whom the version before is, which nobody examined
    back = kept.send_back(Person(3, "王审核"), number, "写明风速的出处")
    assert (back.state, back.steps[-1].reason) == (State.DRAFT, "写明风速的出处")
    kept.submit(ONE, number)
    with pytest.raises(StateRefused, match="审核以后又有了新的版本"):
        kept.publish(Person(3, "王审核"), number, upon=2)  # which was examined, but 3 is newer
    assert kept.publish(Person(3, "王审核"), number, upon=3).published == 3
    with pytest.raises(ExchangeRejected, match="理由不能空着"):
        kept.withdraw(OTHER, number, " ")
    gone = kept.withdraw(OTHER, number, "有误")
    assert (gone.state, gone.shown, len(gone.versions)) == (State.WITHDRAWN, None, 3)
    assert kept.shown() == []
    with pytest.raises(StateRefused):
        kept.withdraw(OTHER, number, "再来")
    with pytest.raises(UnknownInterpretation):
        kept.get(99)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲\r\n乙\x00\x1b[31m\u202e丙", "甲\n乙[31m丙"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("请打 13812345678 找我", "请打 〔手机号码已隐去〕 找我"),
        ("甲乙丙丁戊\n\n\n\n己", "甲乙丙丁戊\n\n己"),
        ("坏\ud800字有几个呢", "坏字有几个呢"),
    ],
)
def test_what_is_asked_is_plain_and_masked(exchange: Exchange, text: str, kept: str) -> None:
    assert exchange.enquiries.ask(Matter.QUESTION, text)[1].text == kept


@pytest.mark.parametrize("text", ["", " \n ", "短", "\u200b" * 9, "长" * (LONGEST_ENQUIRY + 1)])
def test_too_little_and_too_much_is_refused(exchange: Exchange, text: str) -> None:
    with pytest.raises(ExchangeRejected):
        exchange.enquiries.ask(Matter.QUESTION, text)
    with pytest.raises(ExchangeRejected):
        exchange.enquiries.ask(Matter.QUESTION, "写得好好的问题", contact="9" * 61)
    assert exchange.enquiries.all() == []


def test_a_receipt_leads_to_the_question_however_it_is_typed(exchange: Exchange) -> None:
    receipt, made = exchange.enquiries.ask(Matter.CORRECTION, "第三条有错字", clause=WIND)
    assert exchange.enquiries.by_receipt(receipt.lower().replace("-", " ")) == made
    assert digest_of("OIL-0") == digest_of("0110")
    assert len({new_receipt() for _ in range(200)}) == 200
    for guessed in ("", "1", receipt[:-1], str(made.number), "' OR 1=1 --"):
        with pytest.raises(UnknownEnquiry):
            exchange.enquiries.by_receipt(guessed)


def test_contact_data_is_kept_apart_and_not_for_ever() -> None:
    clock = Clock()
    with closing(Exchange(now=clock)) as exchange:
        kept = exchange.enquiries
        _, made = kept.ask(Matter.QUESTION, "怎样算大风？", name="赵六", contact="13812345678")
        assert made.has_contact
        assert "赵六" not in repr(made)
        assert "138" not in repr(made)
        found = kept.contact(made.number)
        assert found is not None
        assert (found.name, found.contact) == ("赵六", "13812345678")
        clock.seconds += KEPT_DAYS * 86400
        assert kept.contact(made.number) is None
        assert not kept.get(made.number).has_contact
        assert kept.get(made.number).text == "怎样算大风？"


def test_the_way_of_a_question(exchange: Exchange) -> None:
    kept = exchange.enquiries
    _, made = kept.ask(Matter.QUESTION, "五级风能不能顶升？")
    number = made.number
    with pytest.raises(StateRefused, match="先答复"):
        kept.publish(number, "五级风", "五级风能不能顶升？")
    shown = made.seen
    answered = kept.answer(ONE, number, "可以。", UNIT, seen=shown)
    with pytest.raises(StateRefused, match="别人刚改了答复"):
        kept.answer(OTHER, number, "不可以。", UNIT, seen=shown)
    with pytest.raises(StateRefused, match="别人刚改了答复"):
        kept.publish(number, "五级风", "五级风能不能顶升？", seen=shown)
    assert kept.get(number) == answered
    with pytest.raises(StateRefused, match="没有引用库里的条款"):
        kept.publish(number, "五级风", "五级风能不能顶升？")
    kept.answer(ONE, number, "可以，见第三条。电话13812345678", UNIT, [WIND])
    done = kept.publish(number, "五级风 010-12345678", "五级风能不能顶升？李四 13912345678 问")
    assert (done.state, kept.published()) == (EnquiryState.PUBLISHED, [done])
    assert "1381" not in repr(done)
    assert "1391" not in repr(done)
    assert "1234" not in done.title
    with pytest.raises(StateRefused):
        kept.close(number, "重复")
    assert kept.take_down(number, "要改").state is EnquiryState.ANSWERED
    assert kept.published() == []
    assert kept.close(number, "与本站无关").reason == "与本站无关"
    assert kept.counts()[EnquiryState.CLOSED] == 1


def test_one_visitor_and_all_together_are_slowed_down() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(PER_VISITOR):
        assert pace.attempt("10.0.0.1") == 0
    assert 3500 < pace.attempt("10.0.0.1") <= 3601
    assert pace.attempt("10.0.0.2") == 0
    assert pace.attempt("::ffff:10.0.0.1") > 0
    for number in range(PER_VISITOR):
        assert pace.attempt(f"2001:db8:0:1::{number}") == 0
    assert pace.attempt("2001:db8:0:1:ffff::1%eth0") > 0
    assert pace.attempt("2001:db8:0:2::1") == 0
    clock.seconds += 3601
    assert pace.attempt("10.0.0.1") == 0
    for number in range(IN_ALL - 1):
        assert pace.attempt(f"robot {number}") == 0
    assert pace.attempt("10.0.0.3") > 0


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "exchange.db").write_bytes(b"no database" * 100)
    with pytest.raises(ExchangeBroken):
        Exchange(tmp_path / "exchange.db")
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(ExchangeBroken, match="解读与问答的数据库"):
        Exchange(tmp_path / "folder.db")


class Home(NamedTuple):
    settings: Settings
    exchange: Exchange

    def put(self, text: str) -> None:
        with open_store(self.settings) as store:
            store.put(*make_document("rule", text, kind=Kind.REGULATION))

    def service(self) -> SearchService:
        """Return the service after what `zhiku reindex` does."""
        collect_published(self.settings)
        rebuild(self.settings)
        return open_service(self.settings)

    def found(self, query: str) -> list[str]:
        return [hit.document_id for hit in self.service().search(SearchRequest(query)).hits]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    settings = Settings(tmp_path_factory.mktemp("home"), model="none")
    with closing(Exchange(settings.exchange)) as exchange:
        made = Home(settings, exchange)
        made.put(RULE)
        yield made


@pytest.mark.once
def test_published_is_found_after_reindex_and_withdrawn_is_not(home: Home) -> None:
    exchange, service = home.exchange, home.service()
    checker = CitationChecker(service)
    wrong = sources_of(checker, "依据《某省塔式起重机管理办法》第九条。")
    with pytest.raises(ExchangeRejected, match="条文不存在"):
        wrong.refuse_wrong()
    sources = sources_of(checker, "依据《某省塔式起重机管理办法》第三条，五级风可以顶升。")
    assert sources.about == ("rule:a3",)

    number = published(exchange, "瞬时风速按塔顶风速仪的读数。")
    receipt, asked = exchange.enquiries.ask(
        Matter.QUESTION, "大风停止顶升吗？", name="钱七", contact="13812345678"
    )
    exchange.enquiries.answer(OTHER, asked.number, sources.report.text, UNIT, sources.clauses)
    exchange.enquiries.publish(asked.number, "大风顶升", "大风 停止 顶升作业，五级风呢？")
    assert service.search(SearchRequest("塔顶风速仪")).hits == []  # not before the index knows
    assert uncollected(home.settings, exchange) is True

    found = home.service()
    assert review_of(exchange.enquiries.get(asked.number), found) == ""
    assert home.found("塔顶风速仪") == ["interpretation-1"]
    hits = found.search(SearchRequest("大风 停止 顶升作业 五级风")).hits
    names = [hit.document_id for hit in hits]
    assert names.index("rule") < names.index("faq-1")  # the law before what is said of it
    faq = next(hit for hit in hits if hit.document_id == "faq-1")
    assert (faq.kind, faq.verbatim) == (Kind.INTERPRETATION, False)
    assert faq.citation.startswith("“大风顶升”（问答，非原文，某省住建厅〔安监处〕")
    document, _ = found.document("interpretation-1")
    assert document.title == "《某省塔式起重机管理办法》第三条解读"
    assert "不具有法律效力" in document.notes[0]
    assert collect_published(home.settings) == 0  # nothing changed meanwhile

    # Neither who asked nor the receipt is anywhere outside the file of the exchange.
    for path in home.settings.home.rglob("*"):
        if path.is_file() and not path.name.startswith("exchange.db"):
            held = path.read_bytes()
            for secret in ("钱七", "13812345678", receipt):
                assert secret.encode() not in held, path

    # The clause changes: the interpretation says so, to readers and in the index.
    home.put(CHANGED)
    told = home.service()
    assert review_of(exchange.interpretations.get(number), told) == "所解读的条款文字已有改动"
    assert review_of(exchange.enquiries.get(asked.number), told) == "所引的条款文字已有改动"
    assert told.document("faq-1")[0].facts["stale"] is True
    document, [clause] = told.document("interpretation-1")
    assert document.facts["stale"] is True
    assert "待复核" in clause.text
    assert any("待复核" in note for note in document.notes)

    # Withdrawn: gone after the next update, and not before.
    exchange.interpretations.withdraw(OTHER, number, "条款已改")
    exchange.enquiries.take_down(asked.number, "条款已改")
    assert uncollected(home.settings, exchange) is True
    assert told.document("interpretation-1")
    assert home.found("塔顶风速仪") == []
    assert set(home.found("大风 停止 顶升作业 五级风")) == {"rule"}


def test_a_document_is_read_once_however_often_it_is_cited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, read, real = Settings(tmp_path), list[str](), SqliteStore.clauses
    with open_store(settings) as store:
        store.put(*make_document("rule", RULE, kind=Kind.REGULATION))

    def clauses(store: SqliteStore, document_id: str) -> list[Clause]:
        read.append(document_id)
        return real(store, document_id)

    monkeypatch.setattr(SqliteStore, "clauses", clauses)
    with closing(Exchange(settings.exchange)) as exchange:
        for _ in range(3):
            published(exchange)
        assert uncollected(settings, exchange) is True
    assert read == ["rule"]


def test_a_home_without_exchange_stays_as_it_is(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    with open_store(settings) as store:
        store.put(*make_document("rule", RULE))
    assert collect_published(settings) == 0
    assert not settings.exchange.exists()


def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "exchange.db"
    with closing(Exchange(path)):
        assert path.stat().st_mode & 0o077 == 0
        with closing(sqlite3.connect(path)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert {"interpretations", "versions", "enquiries", "contacts"} <= tables
