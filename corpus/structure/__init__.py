"""What is the structure of a Chinese administrative text?"""

from corpus.structure.outline import Outline, read_outline
from corpus.structure.parts import Part

__all__ = ["Outline", "Part", "read_outline"]
