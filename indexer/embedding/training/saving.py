"""How does a trained model become a folder that sentence-transformers loads?"""

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import (
    Normalize,
    Pooling,
    WordEmbeddings,
)

from indexer.embedding.training.loop import Trained
from indexer.embedding.word_tokenizer import StatuteTokenizer

__all__ = ["save"]


def save(trained: Trained, folder: Path) -> None:
    """Write word embeddings (float16), mean pooling and normalisation.

    The stock modules suffice: `WordEmbeddings` reads half-precision rows into single precision.
    """
    words = WordEmbeddings(StatuteTokenizer(trained.words), torch.from_numpy(trained.rows))
    words.half()
    model = SentenceTransformer(
        modules=[words, Pooling(words.get_embedding_dimension(), "mean"), Normalize()],
        device="cpu",
    )
    model.save(str(folder), create_model_card=False)
