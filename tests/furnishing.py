"""What is in the home of the browser's tests and pictures? One of everything that pages show."""

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from corpus import correct
from indexer import WordSheet
from library.accounts import Accounts, Actor, Role
from library.collection import Spool
from library.evaluation.runs import Runs
from library.exchange import Exchange, Matter, Person
from library.jobs import Jobs, Kind, State
from library.questions import BankFile, ItemState, ItemType, Measured, Source, reconsider
from library.words import WordFile
from search import Mode, SearchRequest, Settings, open_service, open_store
from tests.browser import CHANGED_QUESTION, EARLIER_RUN, IMPORTED, PASSWORD, ROOT, RUN, TRIED
from tests.exam_homes import furnish_exam
from tests.experts import fill_experts
from tests.ledgers import fill_ledger
from tests.question_items import make_item
from web.saving import asked_of
from web.watching import look_again

FURNITURE = Path(__file__).parent / "furniture"
"""A rule in two editions and papers to import, written for the tests: none was ever issued."""
_EDITOR = "编辑"
_NOTICE = "关于加强起重机械夜间作业管理的通知.md"
_LONG = "附件3：关于进一步加强全市起重机械安装拆卸作业安全管理工作的通知（征求意见稿）最终版-修改2"
_SAVED = ("危大工程专项施工方案", "高处坠落", "夜间照明 灯具不得直射周边住宅的窗户 调整期限")
_QUESTIONS = """编号\t查询\t预期条款\t分类\t备注
1\t作业面照度不得低于多少\tlighting-2023:a4\t问句\t
2\t示住建规〔2023〕4号\tlighting-2023:a1\t文号\t
3\t鼋鼍蛟螭\t无\t无答案\t
4\t深基坑\tlighting-2023:a6\t短词\t问的是沟槽
5\t领导\t《没有的法》第九条\t短词\t
"""


def furnish(home: Path) -> None:
    """Make a home with the documents of the product, our own rule, people and their work."""
    for words in (["init"], ["import", str(FURNITURE / "rules")]):
        zhiku(*words, "--home", str(home))
    settings = Settings(home)
    people(settings)
    _write_words(settings)
    _import(settings)
    _explain_and_answer(settings)
    _run(settings, Kind.REINDEX, "只处理有变化的")
    _ask_questions(settings)
    _search_and_measure(settings)
    furnish_exam(settings, time.time())
    fill_experts(settings)
    fill_ledger(home, lambda: datetime(2026, 1, 5, 1, 30, tzinfo=UTC).timestamp())


def furnish_many(home: Path) -> None:
    """Make a home with a hundred rules of a hundred clauses, each of which is about safety."""
    with tempfile.TemporaryDirectory() as folder:
        for rule in range(1, 101):
            lines = [f"第{n}条 作业区 {rule}-{n} 的安全由专人负责。" for n in range(1, 101)]
            front = f"---\ntitle: 示例作业区安全规定（{rule}）\nkind: regulation\n---\n"
            Path(folder, f"{rule}.md").write_text(front + "\n\n".join(lines), "utf-8")
        zhiku("import", folder, "--home", str(home))
    zhiku("reindex", "--home", str(home))


def zhiku(*words: str) -> None:
    """Run a command; fail where it does."""
    command = [sys.executable, "-m", "cli", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def people(settings: Settings, roles: Iterable[Role] = tuple(Role)) -> None:
    """Add a user for each role, named for it."""
    with Accounts(settings.accounts) as accounts:
        for role in roles:
            accounts.users.add(Actor("测试"), role, PASSWORD, [role])


def _write_words(settings: Settings) -> None:
    """Keep words of the department's own, and an earlier version of them."""
    for path, sheet, lines in (
        (settings.dictionary, WordSheet.DICTIONARY, ["示例市住建局\t机构", "照度计\t仪器"]),
        (settings.synonyms, WordSheet.SYNONYMS, ["照明灯具\t灯具;大灯\t同义", "沟槽\t地沟\t俗称"]),
    ):
        file = WordFile(path, sheet)
        for count in (1, 2):
            file.save("\n".join([*lines[:count], ""]), file.read().version)


def _import(settings: Settings) -> None:
    notice, supplement = (path.read_bytes() for path in sorted((FURNITURE / "papers").iterdir()))
    papers = [(_NOTICE, notice), (f"{supplement.decode().split()[0]}.txt", supplement)]
    _receive(settings, IMPORTED, papers)
    _run(settings, Kind.REHEARSAL, IMPORTED)
    _run(settings, Kind.IMPORT, IMPORTED)
    with open_store(settings) as store:
        when = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
        given = {"level": "规范性文件"}
        correct(store, "cranes-2024", given, "示例省政府公报2024年第3期", _EDITOR, when)
    changed = notice.replace("六级".encode(), "五级".encode())
    broken = [(f"{_LONG}.docx", b"PK\x03\x04rubbish"), ("空白.txt", b"")]
    _receive(settings, TRIED, [(_NOTICE, changed), *broken])
    _run(settings, Kind.REHEARSAL, TRIED)


def _explain_and_answer(settings: Settings) -> None:
    """Publish an interpretation and a common question, have a draft and a question that waits."""
    editor, moderator = Person(2, Role.EDITOR), Person(5, Role.MODERATOR)
    unit, clauses = "示例市住建局", {}
    with open_store(settings) as store:
        clauses = {one.address: one for one in store.clauses("lighting-2023")}
    with closing(Exchange(settings.exchange)) as exchange:
        notes, asked = exchange.interpretations, exchange.enquiries
        one = notes.draft(editor, clauses["a4"], "照度在作业面上量，不在灯下量。", unit).number
        notes.submit(editor, one)
        notes.publish(moderator, one, upon=1)
        text = "照度在作业面上量，不在灯下量；量三处，取最低的。"
        notes.amend(editor, one, clauses["a4"], text, unit, upon=1)
        notes.draft(editor, clauses["a6"], "沟槽也算。", unit)
        question = "夜间施工的照度在哪里量？"
        asked.ask(Matter.QUESTION, question, clause=clauses["a4"], contact="示例联系方式")
        _, common = asked.ask(Matter.QUESTION, f"{question}量几处？")
        answer = "在作业面上量。依据《示例市工地夜间照明管理办法》第四条。"
        asked.answer(moderator, common.number, answer, unit, [clauses["a4"]])
        asked.publish(common.number, "照度在哪里量", question)


def _ask_questions(settings: Settings) -> None:
    """Fill the bank: questions of every state, and one whose clause says something else now."""
    zhiku("questions", "generate", "--count", "60", "--home", str(settings.home))
    service = open_service(settings)
    document, clause = service.clause("lighting-2023:a4")
    quote = f"{clause.text[:12]}从前的字句"
    source = Source(
        document.document_id, clause.clause_id, clause.citation, document.title,
        clause.start, clause.start + len(quote), quote,
    )  # fmt: skip
    with BankFile(settings.questions) as bank:
        some = [gist.item_id for gist in bank.gists()][:20]
        bank.judge(some[:10], ItemState.REVIEWED, Role.TRAINER)
        bank.judge(some[10:12], ItemState.RETIRED, Role.TRAINER, "有歧义")
        made = make_item(7, ItemType.SINGLE, Random(7))
        bank.add([replace(made, item_id=CHANGED_QUESTION, sources=(source,))])
        bank.record_measured({some[0]: Measured(40, 0.6, 0.3)})
        reconsider(service, bank)


def _receive(settings: Settings, delivery: str, files: list[tuple[str, bytes]]) -> None:
    for name, content in files:
        Spool(settings.home).receive(delivery, _EDITOR, name, io.BytesIO(content))


def _run(settings: Settings, kind: Kind, subject: str) -> None:
    """Do what the server does in a process of its own."""
    jobs = Jobs(settings.home)
    job = jobs.start(kind, subject, _EDITOR)
    while not job.state.ended:
        time.sleep(0.05)
        job = jobs.get(job.job_id)
    assert job.state is State.DONE, job.message


def _search_and_measure(settings: Settings) -> None:
    service = open_service(settings)
    with Accounts(settings.accounts) as accounts:
        user = accounts.users.named(Role.READER)
        for query in _SAVED:
            asked = asked_of(SearchRequest(query))
            total = service.search(SearchRequest(query)).total
            accounts.history.add(user.user_id, asked, total)
            if query != _SAVED[1]:
                kept = accounts.searches.keep(Actor(Role.READER), user, query[:40], asked)
                accounts.searches.note(kept, "an earlier index", [])
        look_again(service, accounts)
    runs = Runs(settings.home / "evaluations")
    about = {"模型": "无", "关键词引擎": "Whoosh", "整句提问": "学得的次序"}
    for name, mode in ((EARLIER_RUN, Mode.KEYWORD), (RUN, Mode.HYBRID)):
        made = runs.prepare(_QUESTIONS.encode(), ".tsv")
        runs.run(made, "科室常问.tsv", _EDITOR, about, service, mode, lambda *_: None)
        shutil.move(settings.home / "evaluations" / made, settings.home / "evaluations" / name)
