"""How is work on many texts spread over all cores, with the same results in the same order?

Helping processes are plain children that read requests from a pipe (`worker`): nothing is forked,
so that threads and locks do no harm and Windows is like the rest, and none outlives this process.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Literal, cast

from indexer.ports import Embedder, Floats, Segmenter
from indexer.preparation import Counts, count_terms, embed_texts

__all__ = ["Workers", "available_cores"]

WORTH = 8_000
"""Texts below which starting processes (a second each) does not pay."""

_MOST = 8
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

_Task = Literal["count", "embed"]
_Answer = Sequence[Counts] | Floats


class Workers:
    """Counts terms and makes vectors, in this process or, for many texts, in several."""

    def __init__(
        self, segmenter: Segmenter, embedder: Embedder | None, processes: int | None = None
    ) -> None:
        """Take what each process needs; `processes` is as many as there are cores by default."""
        self._segmenter, self._embedder = segmenter, embedder
        self._processes = min(_MOST, available_cores()) if processes is None else processes

    def count(self, blocks: Iterable[Sequence[str]], texts: int) -> Generator[Sequence[Counts]]:
        """Yield the counts of each block, in order; `texts` says how many are to come."""
        kit = self._kit(self._segmenter, None, texts)
        return cast(Generator[Sequence[Counts]], self._done("count", blocks, kit))

    def embed(self, blocks: Iterable[Sequence[str]], texts: int) -> Generator[Floats]:
        """Yield the vectors of each block, in order; `texts` says about how many are to come."""
        kit = self._kit(None, self._embedder, texts)
        return cast(Generator[Floats], self._done("embed", blocks, kit))

    def _kit(
        self, segmenter: Segmenter | None, embedder: Embedder | None, texts: int
    ) -> bytes | None:
        """Return what to send to each process, None where the work stays in this one.

        A model that cannot be pickled uses the cores by itself.
        """
        if texts < WORTH or self._processes < 2:
            return None
        try:
            return pickle.dumps((segmenter, embedder))
        except (TypeError, AttributeError, pickle.PicklingError):
            return None

    def _done(
        self, task: _Task, blocks: Iterable[Sequence[str]], kit: bytes | None
    ) -> Generator[_Answer]:
        if kit is None:
            return (self._here(task, block) for block in blocks)
        return self._spread(task, blocks, kit)

    def _here(self, task: _Task, block: Sequence[str]) -> _Answer:
        if task == "count":
            return count_terms(self._segmenter, block)
        return embed_texts(cast(Embedder, self._embedder), block)

    def _spread(
        self, task: _Task, blocks: Iterable[Sequence[str]], kit: bytes
    ) -> Generator[_Answer]:
        """Keep every process busy, and not more answers waiting than twice as many."""
        crew = _Crew(kit, self._processes)
        threads = ThreadPoolExecutor(self._processes)
        waiting: deque[Future[_Answer]] = deque()

        def ask(block: Sequence[str]) -> _Answer:
            answer = crew.ask(task, block)
            if answer is None and not crew.closed:  # it has died, for want of memory perhaps
                return self._here(task, block)
            return cast(_Answer, answer)

        try:
            for block in blocks:
                waiting.append(threads.submit(ask, block))
                if len(waiting) > 2 * self._processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            crew.close()  # first: a thread may be waiting for an answer
            threads.shutdown()


class _Crew:
    """Some processes, each asked by one thread at a time."""

    def __init__(self, kit: bytes, size: int) -> None:
        self.closed = False
        self._children = [_Child(kit) for _ in range(size)]
        self._idle: SimpleQueue[_Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)

    def ask(self, task: _Task, block: Sequence[str]) -> Any:
        """Return a process's answer, None where it has died."""
        child = self._idle.get()
        try:
            return child.ask(task, block)
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """End the processes."""
        self.closed = True
        for child in self._children:
            child.close()


class _Child:
    """One process."""

    def __init__(self, kit: bytes) -> None:
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        self._kit = kit
        self._process = subprocess.Popen(
            [sys.executable, "-m", "indexer.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": paths},
        )
        self._pipes = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)

    def ask(self, task: _Task, block: Sequence[str]) -> Any:
        """Return the answer, None where the process has died."""
        requests, answers = self._pipes
        try:
            requests.write(self._kit)  # before the first request; the process starts meanwhile
            self._kit = b""
            pickle.dump((task, block), requests, protocol=5)
            requests.flush()
            return pickle.load(answers)  # noqa: S301 - from our child
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return None

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes:
            with suppress(OSError):  # a request that it never took
                pipe.close()


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
