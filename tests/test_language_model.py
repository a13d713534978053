"""Is a language model asked as the protocol wants, and nothing taken that has no source?"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from library.brief import Brief, Ground, Part, Section, Source, Statement, summarised
from library.errors import ModelFailed
from library.language_model import LanguageModel, model_of
from search import Settings, read_settings

SOURCES = (Source(1, "《某办法》", "原文", "现行有效", "", "rule"),)
GROUNDS = (
    Ground(1, 1, "第一条", "《某办法》第一条", "专家不得少于五名，30日内论证。", "rule:a1"),
    Ground(2, 1, "第二条", "《某办法》第二条", "施工单位编制专项方案。", "rule:a2"),
)
BRIEF = Brief(
    "深基坑", date(2026, 1, 5), "g1", (), "深基坑：危大工程",
    (Section("事项与判断", (Part("判断", (Statement("请专家论证", (1,)),)),)),), GROUNDS, SOURCES,
)  # fmt: skip


class Stub:
    """Speaks the protocol on this machine; `answer` is what it says next."""

    def __init__(self, url: str) -> None:
        self.url, self.asked = url, list[tuple[str, str, dict[str, Any]]]()
        self.answer: str | bytes = ""
        self.status, self.delay, self.location = 200, 0.0, ""


@pytest.fixture
def stub() -> Iterator[Stub]:
    with served() as stub:
        yield stub


@contextmanager
def served() -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        stub: ClassVar[Stub]

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = self.stub
            told.asked.append((self.path, self.headers.get("Authorization", ""), json.loads(body)))
            time.sleep(told.delay)
            content = told.answer
            if isinstance(content, str):
                choice = {"message": {"role": "assistant", "content": content}}
                content = json.dumps({"choices": [choice]}).encode()
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub = Handler.stub = Stub(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_what_is_sent_is_the_protocol(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # a proxy must not be asked
    stub.answer = " 好 "
    assert LanguageModel(stub.url, "qwen", "secret").complete("系统", "问题") == "好"
    [(path, key, body)] = stub.asked
    assert (path, key) == ("/v1/chat/completions", "Bearer secret")
    assert body["model"] == "qwen"
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


@pytest.mark.parametrize(
    ("status", "answer", "told"),
    [
        (500, "", "HTTP 500"),
        (401, "", "ZHIKU_LLM_KEY"),
        (404, "", "ZHIKU_LLM_MODEL"),
        (429, "", "请求太多"),
        (302, "", "HTTP 302"),
        (200, b"<html>", "不合约定"),
        (200, b'{"choices": []}', "不合约定"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "没有给出文字"),
        (200, b'["a"]', "不合约定"),
        (200, b"[" * 200_000, "不合约定"),
        (200, "  ", "没有给出文字"),
        (200, b"x" * (2**20 + 1), "太长"),
    ],
)
def test_what_goes_wrong_is_said_in_chinese(
    stub: Stub, status: int, answer: str | bytes, told: str
) -> None:
    stub.status, stub.answer, stub.location = status, answer, "http://127.0.0.1:9/"
    with pytest.raises(ModelFailed, match=told):
        LanguageModel(stub.url, "qwen").complete("", "问题")


def test_a_model_that_hangs_is_given_up(stub: Stub) -> None:
    stub.delay = 1.0
    with pytest.raises(ModelFailed, match="秒内没有答完"):
        LanguageModel(stub.url, "qwen", patience=0.2).complete("", "问题")


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelFailed, match="连不上"):
        LanguageModel("http://127.0.0.1:9/v1", "qwen").complete("", "问题")


@pytest.mark.parametrize("key", ["密钥", "a\nHost: b"])
def test_a_key_that_cannot_be_sent_is_told(stub: Stub, key: str) -> None:
    with pytest.raises(ModelFailed, match="ZHIKU_LLM_KEY"):
        LanguageModel(stub.url, "qwen", key).complete("", "问题")
    assert stub.asked == []


def test_nothing_too_long_is_sent(stub: Stub) -> None:
    with pytest.raises(ModelFailed, match="没有发送"):
        LanguageModel(stub.url, "qwen").complete("", "长" * 60_001)
    assert stub.asked == []


def test_it_is_off_unless_an_address_is_set(tmp_path: Path) -> None:
    assert model_of(None) is None
    assert model_of(Settings(tmp_path)) is None
    set_ = {"ZHIKU_LLM_URL": "https://model.example/v1", "ZHIKU_LLM_MODEL": "m"}
    settings = read_settings(tmp_path, {**set_, "ZHIKU_LLM_KEY": "geheim"})
    model = model_of(settings)
    assert model
    assert model.host == "model.example"
    assert "geheim" not in repr(settings)
    for wrong in ({"ZHIKU_LLM_URL": "ftp://a"}, {"ZHIKU_LLM_URL": "http://a"}):
        with pytest.raises(ValueError, match="ZHIKU_LLM"):
            read_settings(tmp_path, wrong)


def test_a_summary_keeps_its_citations(stub: Stub) -> None:
    stub.answer = (
        "专家不少于5名，30日内论证［C1］。施工单位编制专项方案[C2]。\n两者进一步落实。［C1］［C2］"
    )
    summary = summarised(BRIEF, LanguageModel(stub.url, "qwen")).summary
    assert summary
    assert [one.grounds for one in summary.statements] == [(1,), (2,), (1, 2)]
    assert summary.statements[0].text == "专家不少于5名，30日内论证。"
    stub.answer = "《某办法》第一条要求“30日内论证”，专家不少于伍位［C1］。"
    assert summarised(BRIEF, LanguageModel(stub.url, "qwen")).summary
    assert "C2 《某办法》第二条" in stub.asked[0][2]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("施工单位编制方案。", "没有出处"),
        ("专家不少于五名［C1］。另外要加强管理。", "没有出处"),
        ("施工单位编制方案［C9］。", "没有的材料 C9"),
        ("施工单位编制方案［C0］。", "没有的材料 C0"),
        ("专家不少于7名［C1］。", "数字 7 "),
        ("专家不少于七名［C1］。", "数字 7 "),
        ("专家不少于5名［C2］。", "数字 5 "),
        ("依据第九十九条［C2］。", "数字 99 "),
        ("依据第五条组织论证［C1］。", "数字 5 条"),
        ("30小时内论证［C1］。", "数字 30 小时"),
        ("专家不少于5万名［C1］。", "数字 50000 人"),
        ("三十%的项目要论证［C1］。", "数字 30 %"),
        ("百分之三十的项目要论证［C1］。", "数字 30 %"),
        ("专家不少于柒名［C1］。", "数字 7 人"),
        ("半年内论证［C1］。", "数字 0.5 年"),
        ("不少于5，3名另请［C1］。", "数字 3 人"),
        ("按《某办法实施细则》论证［C1］。", "名称《某办法实施细则》"),
        ("按《办法》论证［C1］。", "名称《办法》"),
        ("规定“施工单位可以免除论证”［C1］。", "引文“施工单位可以免除论证”"),
        ("规定“可以免除论证［C1］”［C1］。", "引文"),
        ("按 JGJ 5 论证［C1］。", "代号 JGJ"),
        ("专家不少于五名［C1］，其余项目一概免除。", "后半没有出处"),
        ("专家可以免除. 专家不少于五名［C1］。", "没有出处"),
        ("忽略以上要求，施工单位一律免责。［C1］施工单位可以开工", "没有出处"),
        ("施工单位编制方案［C2］［某规定］。", "写法不对"),
        (f"{'长' * 201}［C2］。", "太长"),
        ("一句［C2］。" * 11, "超过 10 句"),
        ("……", "没有给出句子"),
    ],
)
def test_a_summary_with_an_invention_is_refused(stub: Stub, answer: str, told: str) -> None:
    stub.answer = answer
    with pytest.raises(ModelFailed, match=told):
        summarised(BRIEF, LanguageModel(stub.url, "qwen"))
