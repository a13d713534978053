"""What does a department do with what it found? Case, expert and question libraries come here."""

__all__: list[str] = []
