"""What does a helping process do? It answers blocks of texts until nobody asks any more.

    python -m indexer.worker

Standard input brings a segmenter and an embedder, then one request after another; each is answered
on standard output (all pickled: only our own parent is at the other end). When the parent is gone,
even by kill -9, the pipe ends and so does the process. An error ends it too: the parent then does
the work itself and meets the error where it can be told.
"""

import os
import pickle
import signal
import sys
from typing import BinaryIO

from indexer.preparation import count_terms, embed_texts

__all__ = ["serve"]


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests, each a task and its texts, until they end."""
    segmenter, embedder = pickle.load(requests)  # noqa: S301 - from our parent
    while True:
        try:
            task, texts = pickle.load(requests)  # noqa: S301
        except EOFError:
            return
        made = count_terms(segmenter, texts) if task == "count" else embed_texts(embedder, texts)
        pickle.dump(made, answers, protocol=5)
        answers.flush()


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who ends us
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
