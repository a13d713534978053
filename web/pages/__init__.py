"""What does a person see? One page per file: read parameters, ask once, render."""

__all__: list[str] = []
