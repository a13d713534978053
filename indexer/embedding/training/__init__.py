"""How is the built-in model made? `python -m indexer.embedding.training --help` makes another.

Nothing is exported here, so that naming the package costs no torch.
"""

__all__: list[str] = []
