"""How does a model learn a department's own words? In minutes, with numpy alone.

The pairs are those of `indexer.embedding.training`, which makes the built-in model with torch;
loss and gradient are written out here and held equal to torch's by a test.
"""

from indexer.embedding.adapting.holding_out import LEAST_TEXTS, AskedText, Material
from indexer.embedding.adapting.static_model import write_notes
from indexer.embedding.adapting.teaching import Teaching, teach
from indexer.embedding.adapting.tuning import TuningSettings
from indexer.embedding.adapting.verdict import Score, Verdict

__all__ = [
    "LEAST_TEXTS",
    "AskedText",
    "Material",
    "Score",
    "Teaching",
    "TuningSettings",
    "Verdict",
    "teach",
    "write_notes",
]
