"""How does a program ask? One endpoint per file, each returns plain JSON."""

__all__: list[str] = []
