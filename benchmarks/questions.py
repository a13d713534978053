"""How many questions do real statutes give, how fast, and how many fail which gate?

`python -m benchmarks.questions` reads the statutes on building and safety of the shared data.
"""

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from time import perf_counter

from benchmarks.data import environment, shared_folder
from corpus import Clause, Document, Kind, Status
from library.questions.generating import Text, Wish, generate_items

__all__ = ["safety_statutes"]

_TITLES = re.compile(
    "扬尘|防洪|劳动法$|劳动合同|商品房|农村建房|住房公积金|住房租赁|气象灾害|学校安全|大型群众性活动|自然灾害救助|水库大坝安全|风景名胜区条例|特大安全事故|地震安全性|防汛|烟花爆竹|噪声|固体废物|不动产|测绘|土地管理|劳动保障监察|安全生产|建筑(?!师条例)|建设工程|消防(?!救援衔)|特种设备|燃气|房屋(?:使用|建筑|安全)|住宅|物业|施工|突发事件|应急|职业病|"
    "电梯|危险化学品|生产安全事故|工伤|劳动保护|市政|供热|排水|地下|管线|抗震|民用爆炸|轨道交通|农民工|危险住宅|违法建|"
    "勘察|城乡规划|城市管理|城市道路|城镇容貌|历史建筑|招标投标|绿色建筑|节能|违章|供水|停车|桥梁|房屋|工程|装修|墙体|"
    "政府投资项目|建材|村镇|绿化|公园|生活垃圾|市容|房地产|历史文化名城|城市|建设|公路|传统村落|防震减灾|人民防空|地质灾害|无障碍|户外广告|停车"
)
_OTHER = re.compile(
    "科技创新|创新中心|大气污染|收费公路|自由贸易|示范区|生态|精神文明|法制|集体土地|土壤|饮用水|建设兵团|平安|智慧|数字|数据|营商|信息化|乡村|新区|工伤保险|"
    "决议|国际|道路交通|森林|政务|民族|流浪|维护建设税|楼堂馆所|最低生活|军用|对外承包|通信|城市大脑|精致城市|华侨|动物|公共卫生|核电|核事故|医疗|海上|海洋|煤矿|电力|铁路|民用航空|招标投标法$|消防救援衔|南水北调|移民|养犬|制定|立法|法治|水环境|循环经济|湿地|文明|信用|农村公路|会展"
)
_LEVELS = {"法律", "行政法规", "地方性法规", "部门规章"}


def safety_statutes() -> list[Text]:
    """Return the newest edition of each statute in force whose title speaks of the field."""
    folder = shared_folder() / "bench" / "laws"
    with lzma.open(folder / "docs.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    newest: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["expired"] != 1 and row["level"] in _LEVELS and _fits(row["title"]):
            held = newest.get(row["title"])
            if held is None or (row["date"] or "") > (held["date"] or ""):
                newest[row["title"]] = row
    chosen = {row["doc_id"] for row in newest.values()}
    return [text for name, text in _read(chosen)]


def _fits(title: str) -> bool:
    return bool(_TITLES.search(title)) and not _OTHER.search(title)


def _read(chosen: set[str]) -> Iterator[tuple[str, Text]]:
    path = shared_folder() / "bench" / "laws" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        articles = (row for row in map(json.loads, lines) if row["doc_id"] in chosen)
        for name, group in groupby(articles, key=lambda row: row["doc_id"]):
            yield name, _text(name, list(group))


def _text(name: str, rows: list[dict[str, str]]) -> Text:
    text, clauses = "", []
    for ordinal, row in enumerate(rows):
        start, words = len(text), f"{row['no']}　{row['text']}"
        text += words + "\n"
        clauses.append(
            Clause(
                f"{name}:{row['no']}",
                name,
                ordinal,
                row["no"],
                (*row["path"], row["no"]),
                f"《{row['law']}》{row['no']}",
                words,
                start,
                start + len(words),
            )
        )
    title = rows[0]["law"]
    return Document(name, title, Kind.REGULATION, text, status=Status.IN_FORCE), clauses


def main() -> None:
    print(environment())
    texts = safety_statutes()
    articles = sum(len(clauses) for _, clauses in texts)
    began = perf_counter()
    batch = generate_items(texts, Wish())
    seconds = perf_counter() - began
    made = len(batch.items)
    print(
        f"{len(texts)} 部法规，{articles} 条；{seconds:.1f} 秒，每秒 {made / seconds:.0f} 道合格题"
    )
    print(f"合格 {made} 道，搁置 {len(batch.failed)} 道")
    _print("题型", Counter(item.type.value for item in batch.items))
    _print("规则", Counter(item.rule for item in batch.items))
    _print("主题", Counter(item.topic for item in batch.items))
    _print("搁置的理由", Counter(each.gate for each in batch.failed))


def _print(name: str, counts: Counter[str]) -> None:
    print(f"\n{name}")
    for key, count in counts.most_common():
        print(f"  {key}  {count}")


if __name__ == "__main__":
    main()
