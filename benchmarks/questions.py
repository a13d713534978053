"""How many questions do real statutes give, how fast, and how many fail which gate?

`python -m benchmarks.questions` reads the construction-safety subset of the shared data.
"""

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from time import perf_counter

from benchmarks.data import environment, shared_folder
from corpus import Clause, Document, Kind, Status
from library.questions.generating import Text, Wish, generate_items

__all__ = ["safety_statutes"]

_TITLES = re.compile(
    "安全生产|生产安全事故|建筑|建设工程|建设单位|施工|勘察|消防|特种设备|电梯|燃气|供热|供水|排水|市政|管线|地下空间|"
    "轨道交通|城市道路|桥梁|抗震|房屋(?:使用|安全|征收)|国有土地上房屋|住宅|住房|物业|农村建房|商品房|房地产(?:开发|管理)|农民工|"
    "城乡规划|城乡建设|村镇规划|村庄|招标投标|节能|钢结构|墙体|违法建|扬尘|无障碍|城市绿化|园林绿化|城市更新|城市建设|人民防空|房屋租赁|"
    "市容|容貌|环境卫生|垃圾|城市管理|公园|古树名木|工伤|职业病|劳动保护|女职工|突发事件|防震减灾|地质灾害|防汛|"
    "公有房屋|房屋登记|房产管理|公积金|传统村落|停车|户外广告|招牌|节约用水|节水|历史(?:文化名城|文化街区|建筑|文化风貌)"
)
"""What a housing department teaches and examines."""
_OTHER = re.compile(
    "公共机构|森林|政务|政府投资|道路交通|安置|消防救援衔|招标投标法$|高等级公路|公路|水利|石油|集体|湿地|历史筑|黄河|通信|铁路|民用航空|海上|"
    "煤矿|电力|核|交通建设|村镇供水|特种设备安全监察|配水供水工程|军用|对外|拆迁|制定|自由贸易|示范区|集会|土地管理|饮用水|建设兵团"
)
"""Other departments' business."""
_ENDED = re.compile("拆迁|莱芜|劳动教养|人民公社|公安机关|军")
"""Statutes that nobody applies any more (拆迁 ended in 2011), or that are no office of ours."""
_NEAR = re.compile("噪声|大气污染|固体废物|节约能源|综合执法|城镇|气象灾害|劳动保障|劳动法")
"""What it also has to do with; of such statutes the articles that speak of building count."""
_BUILDS = re.compile(
    "施工|建筑工地|建设工程|建筑工程|房屋建筑|建筑垃圾|扬尘|物业服务|住宅小区|装修|城市道路|消防|燃气|电梯|工伤|职业病|劳动防护|应急演练|危险房屋|"
    "工地|房屋|市政|供热|供水|排水|绿化|物业|建筑|锅炉|建设单位"
)
"""What an article says where it concerns those who build and maintain."""
_LEVELS = {"法律", "行政法规", "地方性法规", "部门规章"}


def safety_statutes() -> list[Text]:
    """Return the construction-safety subset: the newest edition in force of each statute.

    Of statutes whose title speaks of the field all articles, of those near it those that do.
    """
    folder = shared_folder() / "bench" / "laws"
    with lzma.open(folder / "docs.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    newest: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["expired"] != 1 and row["level"] in _LEVELS and not _ENDED.search(row["title"]):
            held = newest.get(row["title"])
            if held is None or (row["date"] or "") > (held["date"] or ""):
                newest[row["title"]] = row
    whole = {
        row["doc_id"]: _fits(row["title"])
        for row in newest.values()
        if _fits(row["title"]) or _NEAR.search(row["title"])
    }
    return list(_read(whole))


def _fits(title: str) -> bool:
    return bool(_TITLES.search(title)) and not _OTHER.search(title)


def _read(whole: Mapping[str, bool]) -> Iterator[Text]:
    path = shared_folder() / "bench" / "laws" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        articles = (row for row in map(json.loads, lines) if row["doc_id"] in whole)
        for name, group in groupby(articles, key=lambda row: row["doc_id"]):
            chosen = [row for row in group if whole[name] or _BUILDS.search(row["text"])]
            if chosen:
                yield _text(name, chosen)


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
