"""Do several processes give what one gives, in the same order, and does none outlive its parent?"""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

import indexer.workers
from indexer import JiebaSegmenter, load_lexicon
from indexer.embedding import SentenceTransformerEmbedder, StaticEmbedder
from indexer.errors import EmbedderUnavailable
from indexer.ports import Floats
from indexer.preparation import Counts
from indexer.workers import Workers
from tests.indexing import Characters, Hashing

TEXTS = [f"第{n}条　施工单位应当在{n}日内编制专项施工方案，由5名专家论证。" for n in range(60)]
BLOCKS = [TEXTS[start : start + 7] for start in range(0, 60, 7)]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture(autouse=True)
def _always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.workers, "WORTH", 1)


@pytest.fixture(scope="module")
def segmenter() -> JiebaSegmenter:
    return JiebaSegmenter(load_lexicon())


def children() -> set[int]:
    """Return the processes that this one has started (Linux)."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return {int(word) for task in tasks for word in (task / "children").read_text().split()}


@pytest.fixture
def others() -> set[int]:
    """Return the processes that earlier tests keep: a browser, a server."""
    return children()


def test_counts_are_the_same_in_the_same_order(segmenter: JiebaSegmenter) -> None:
    one, two = (list(Workers(segmenter, None, n).count(BLOCKS, 60)) for n in (1, 2))
    assert [list(block) for block in two] == [list(block) for block in one]
    assert [len(block) for block in two] == [7] * 8 + [4]


def test_vectors_are_the_same_in_the_same_order(segmenter: JiebaSegmenter) -> None:
    blocks, embedder = [*BLOCKS[:3], [], *BLOCKS[3:]], StaticEmbedder()
    one, two = (list(Workers(segmenter, embedder, n).embed(blocks, 60)) for n in (1, 2))
    assert [block.shape for block in two] == [block.shape for block in one]
    assert all((a == b).all() for a, b in zip(one, two, strict=True))
    assert two[3].shape == (0, embedder.dimension)


@linux
def test_the_work_is_done_elsewhere_and_the_processes_end(others: set[int]) -> None:
    segmenter = Characters()
    with closing(Workers(segmenter, None, 2).count(iter(BLOCKS), 60)) as answers:
        next(answers)
        assert len(children() - others) == 2
    assert children() <= others
    assert segmenter.read == []


def test_few_texts_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.workers, "WORTH", 61)
    segmenter = Characters()
    assert len(list(Workers(segmenter, None, 2).count(BLOCKS, 60))) == 9
    assert segmenter.read == TEXTS


@linux
def test_a_process_that_dies_costs_time_only(others: set[int]) -> None:
    segmenter = Characters()

    def blocks() -> Iterator[Sequence[str]]:
        for number, block in enumerate(BLOCKS):
            if number == 2:
                for child in children() - others:
                    os.kill(child, signal.SIGKILL)
            yield block

    found = [
        counts for block in Workers(segmenter, None, 2).count(blocks(), 60) for counts in block
    ]
    assert found == [counts for block in Workers(segmenter, None, 1).count(BLOCKS, 60)
                     for counts in block]  # fmt: skip
    assert children() <= others


class Failing(Hashing):
    """Fails as a model does that cannot be loaded."""

    def embed(self, texts: Sequence[str]) -> Floats:
        raise EmbedderUnavailable("没有模型")


def test_an_error_elsewhere_is_told_here() -> None:
    with pytest.raises(EmbedderUnavailable, match="没有模型"):
        list(Workers(Characters(), Failing(), 2).embed(BLOCKS, 60))


def test_what_the_source_raises_comes_through() -> None:
    def blocks() -> Iterator[Sequence[str]]:
        yield from BLOCKS[:4]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Workers(Characters(), None, 2).count(blocks(), 60))


def test_a_large_model_is_not_copied() -> None:
    model = SentenceTransformerEmbedder.__new__(SentenceTransformerEmbedder)
    with pytest.raises(TypeError):
        pickle.dumps(model)


def test_what_is_sent_cuts_and_embeds_alike(segmenter: JiebaSegmenter) -> None:
    again: JiebaSegmenter = pickle.loads(pickle.dumps(segmenter))
    assert again.fingerprint == segmenter.fingerprint
    embedder: StaticEmbedder = pickle.loads(pickle.dumps(StaticEmbedder()))
    assert embedder.fingerprint == StaticEmbedder().fingerprint


PARENT = """
import sys, time
import indexer.workers
from tests.indexing import Characters
indexer.workers.WORTH = 1
answers = indexer.workers.Workers(Characters(), None, 2).count([["甲"]] * 99, 99)
next(answers)
print("ready", flush=True)
time.sleep(60)
"""


@linux
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_its_parent(sent: signal.Signals) -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environ,
    ) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "ready\n"
        listed = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text()
        helpers = [Path("/proc") / word for word in listed.split()]
        assert len(helpers) == 2
        parent.send_signal(sent)
    end = time.monotonic() + 20
    while any(helper.exists() for helper in helpers):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_counts_hold_words_and_pairs() -> None:
    [[counts]] = Workers(Characters(), None, 1).count([["甲乙甲乙"]], 1)
    expected: Counts = ({"甲": 2, "乙": 2}, {"甲乙": 2, "乙甲": 1})
    assert counts == expected
