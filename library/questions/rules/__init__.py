"""By which rules do clauses, tables and cases become questions?

A statement is what can be asked (`statement`, `statements`, `listed`, `breaches`); other modules
are one rule each, or what several need to know: numbers, parties, changes that make a thing false,
and what the collection says of the same thing.
"""

__all__: list[str] = []
