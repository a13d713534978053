"""What is learnt, and by which measure?

A text's vector is the sum over its features of relu(weight) · vector, brought to unit length. The
weights begin at the features' IDF and the vectors with the leading singular vectors of the
text-feature matrix (latent semantic analysis), so that rare words begin near their companions.
The loss is InfoNCE both ways over the other pairs of a batch (van den Oord et al. 2018,
arXiv:1807.03748; both ways as in CLIP, arXiv:2103.00020).
"""

import warnings

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from indexer.embedding.training.vocabulary import Ragged

__all__ = ["WeightedBag", "contrastive_loss", "latent_vectors"]


class WeightedBag(nn.Module):
    """Feature vectors and their weights; the input's rows are bags of feature numbers."""

    def __init__(self, vectors: Tensor, weights: Tensor):
        """Take vectors of shape (features, dimension) and weights of shape (features,)."""
        super().__init__()
        self.vectors, self.weights = nn.Parameter(vectors), nn.Parameter(weights)

    def folded(self) -> Tensor:
        """Return relu(weight) · vector, of shape (features, dimension)."""
        return functional.relu(self.weights)[:, None] * self.vectors

    def forward(self, bags: Ragged) -> Tensor:
        """Return rows of unit length, of shape (bags, dimension)."""
        sums = functional.embedding_bag(
            torch.from_numpy(bags.ids),
            self.folded(),
            torch.from_numpy(bags.starts[:-1]),
            mode="sum",
        )
        return functional.normalize(sums, dim=-1)


def contrastive_loss(questions: Tensor, answers: Tensor, scale: float) -> Tensor:
    """Return InfoNCE both ways; row i of each belongs to row i of the other."""
    scores = questions @ answers.T * scale
    own = torch.arange(len(scores))
    forwards = functional.cross_entropy(scores, own)
    return (forwards + functional.cross_entropy(scores.T, own)) / 2


def latent_vectors(bags: Ragged, idf: NDArray[np.float32], dimension: int) -> Tensor:
    """Return unit feature vectors of shape (features, dimension) from a truncated SVD.

    The matrix holds log(1 + count) · IDF, damped by the square root of the text's length.
    """
    rows = np.repeat(np.arange(len(bags)), np.diff(bags.starts))
    cells, counts = np.unique(rows * len(idf) + bags.ids, return_counts=True)
    rows, columns = np.divmod(cells, len(idf))
    lengths = np.bincount(rows, minlength=len(bags))
    values = np.log1p(counts) * idf[columns] / np.sqrt(lengths[rows])
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparse CSR tensor support is in beta")
        matrix = torch.sparse_csr_tensor(
            torch.from_numpy(np.concatenate(([0], np.cumsum(lengths)))),
            torch.from_numpy(columns),
            torch.from_numpy(values.astype(np.float32)),
            size=(len(bags), len(idf)),
            check_invariants=False,
        )
    _, strengths, vectors = torch.svd_lowrank(matrix, q=dimension, niter=1)
    return functional.normalize(vectors * strengths.sqrt(), dim=-1)
