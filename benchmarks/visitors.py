"""What do people and a monitor ask of a server, and how long do they wait? Over loopback only."""

import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from threading import Event
from urllib.parse import quote, urlencode

from benchmarks.data import shared_folder

__all__ = ["Answer", "Monitor", "Visitor", "fetch"]

_WORDS = (
    "施工许可 安全生产 培训 特种作业 资格 燃气 经营 许可 消防 验收 建设工程 质量 保修 应急预案 "
    "演练 事故报告 时限 招标投标 监督 物业管理 费用 房屋 征收 补偿 深基坑 支护 起重机械 检测 "
    "环境影响 评价 土地使用权 出让 劳动合同 解除 行政处罚 听证 隐患排查 治理 脚手架 拆除 监理 "
    "责任 合同 违约"
).split()
_FILTERS: tuple[dict[str, str], ...] = (
    {"kind": "regulation"}, {"status": "全部"}, {"mode": "keyword"}, {"mode": "semantic"},
    {"as_of": "2019-01-01"}, {"from": "2015", "to": "2021"}, {"issuer": "人民代表大会"},
    {"region": "吉林"}, {"page": "2"}, {"limit": "50"}, {"explain": "true"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what kind of thing was asked, where, the HTTP status and the milliseconds."""

    kind: str
    path: str
    status: int | str
    ms: float
    text: str = ""


def fetch(port: int, path: str, kind: str = "", connection: HTTPConnection | None = None) -> Answer:
    """Ask once; the status of a connection that fails is the name of the error."""
    began = time.perf_counter()
    link = connection or HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", quote(path, safe="/?&=%:#~.-_"))
        response = link.getresponse()
        status: int | str = response.status
        text = response.read().decode("utf-8")
    except (OSError, HTTPException) as error:
        link.close()  # it is opened again by the next request
        status, text = type(error).__name__, ""
    finally:
        if connection is None:
            link.close()
    return Answer(kind, path, status, (time.perf_counter() - began) * 1000, text)


class Visitor:
    """Asks one thing after another, as fast as it is answered; the same seed asks the same."""

    def __init__(self, port: int, seed: int) -> None:
        self._port, self._random = port, random.Random(seed)
        self._links: list[str] = []
        self.answers: list[Answer] = []

    def run(self, over: Event) -> None:
        """Ask until it is over."""
        link = HTTPConnection("127.0.0.1", self._port, timeout=60)
        for kind, path in self._wishes():
            if over.is_set():
                break
            answer = fetch(self._port, path, kind, link)
            self._note(answer)
            self.answers.append(Answer(kind, path, answer.status, answer.ms))
        link.close()

    def _wishes(self) -> Iterator[tuple[str, str]]:
        chance = self._random
        while True:
            short = " ".join(chance.sample(_WORDS, 2))
            match chance.choices(range(6), (30, 25, 15, 10, 10, 10))[0]:
                case 0:
                    yield "短查询", _path("/api/v1/search", q=short)
                case 1:
                    yield "整句提问", _path("/api/v1/search", q=chance.choice(_questions()))
                case 2:
                    yield "带筛选", _path("/api/v1/search", q=short, **chance.choice(_FILTERS))
                case 3:
                    word = chance.choice(_WORDS)
                    yield "联想", _path("/api/v1/suggest", q=word[: chance.randint(1, len(word))])
                case 4:
                    yield "结果网页", _path("/search", q=short)
                case _:
                    if self._links:
                        yield "文件与条款", chance.choice(self._links)

    def _note(self, answer: Answer) -> None:
        """Remember what could be opened from here."""
        if answer.path.startswith("/api/v1/search") and answer.status == 200:
            for hit in json.loads(answer.text)["hits"][:3]:
                self._links += [f"/documents/{hit['document_id']}",
                                f"/api/v1/clauses/{hit['clause_id']}"]  # fmt: skip


class Monitor:
    """Asks for the state of the server twice a second; `generations` are those it saw, in order."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.answers: list[Answer] = []
        self.generations: dict[str, None] = {}

    def run(self, over: Event) -> None:
        """Ask until it is over."""
        while not over.wait(0.5):
            answer = fetch(self._port, "/health", "health")
            self.answers.append(answer)
            if answer.status == 200:
                self.generations[json.loads(answer.text)["generation"]] = None


@cache
def _questions() -> list[str]:
    path = shared_folder() / "bench" / "stard" / "queries.dev.jsonl"
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def _path(path: str, **values: str) -> str:
    return f"{path}?{urlencode(values)}"
