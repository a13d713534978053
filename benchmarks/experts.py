"""How fast is a pool of 10,000 experts looked up, drawn from and checked?

python -m benchmarks.experts HOME    a data home with an index, for the meaning of words
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from library.experts import ExpertDesk, ExpertFilter, Need, Review, State, sample_experts
from library.experts.drawing import Asked, Party, commitment_of, published, verify
from search import Settings, open_service

COUNT = 10_000
PHRASES = (
    "深基坑支护", "盾构", "塔吊拆卸", "高支模", "附着式升降脚手架", "地下连续墙", "玻璃幕墙",
    "网架", "污水井清淤", "临时用电", "结构加固", "爆破", "水下作业", "应急预案", "岩土",
    "安全管理",
)  # fmt: skip
OFFICERS = ("张三", "李四")


def main() -> None:
    service = open_service(Settings(Path(sys.argv[1])))
    today = datetime.now(UTC).date()
    with (
        tempfile.TemporaryDirectory() as folder,
        ExpertDesk(Settings(Path(folder)), service) as desk,
    ):
        began = time.perf_counter()
        with desk.pool.file.batch():
            for one, contact in sample_experts(COUNT, desk.taxonomy, today):
                kept = desk.pool.add("测量", one, contact)
                for n in range(kept.expert_id % 4):
                    review = Review(today, f"r{n}", "示例工程", "通过")
                    desk.pool.reviewed("测量", kept.expert_id, review)
        print(f"录入 {COUNT} 位（含加密、变更记录）：{time.perf_counter() - began:.1f} 秒")
        wanted = ExpertFilter(region="甲市", state=State.ENGAGED)
        every = ExpertFilter(state=State.ENGAGED)

        def find(number: int) -> object:
            phrase = PHRASES[number % len(PHRASES)]
            return desk.finder.find(desk.pool, phrase, every if number % 2 else wanted, today)

        report("查找", find, 400)
        draw(desk)


def draw(desk: ExpertDesk) -> None:
    needs = (Need("YT1", 3), Need("JG", 1), Need("SG", 1))
    parties = (Party("建设单位", "示例单位001"), Party("施工单位", "示例单位002"),
               Party("监理单位", "示例单位003"))  # fmt: skip
    whole, checks = [], []
    for number in range(8):
        asked = Asked(f"示例工程{number}", needs, parties, officers=OFFICERS)
        request_id = desk.draws.ask("测量", asked).request_id
        for officer in OFFICERS[:1]:
            made = commitment_of(request_id, 1, officer, officer)
            desk.draws.commit("测量", request_id, officer, made)
        began = time.perf_counter()  # freezing the pool, the reveals and the draw
        last = commitment_of(request_id, 1, OFFICERS[1], OFFICERS[1])
        desk.draws.commit("测量", request_id, OFFICERS[1], last)
        for officer in OFFICERS:
            desk.draws.reveal("测量", request_id, officer, officer)
        whole.append(time.perf_counter() - began)
        record = published(desk.draws, request_id, int(time.time()))
        began = time.perf_counter()
        assert verify(record).holds
        checks.append(time.perf_counter() - began)
    print(f"抽取（冻结、揭示、抽取）：中位 {sorted(whole)[4]:.2f} 秒，最长 {max(whole):.2f} 秒")
    print(f"重算公开记录（{len(record) / 2**20:.1f} MB）：中位 {sorted(checks)[4]:.2f} 秒")


def report(name: str, work: Callable[[int], object], times: int) -> None:
    work(0)
    spent = []
    for n in range(times):
        began = time.perf_counter()
        work(n)
        spent.append((time.perf_counter() - began) * 1000)
    spent.sort()
    print(f"{name}：p50 {spent[times // 2]:.1f} 毫秒，p95 {spent[times * 95 // 100]:.1f} 毫秒")


if __name__ == "__main__":
    main()
