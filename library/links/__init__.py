"""What hangs together: clauses, the cases, duties, limits, specialties, questions, and who cites?

a generation → links of a document → graph, and what to review when it is replaced
"""

from library.links.graph import Graph, Near, Node, graph_of
from library.links.impact import Impact, Review, Urgency, has_impact, impact_of
from library.links.library import EVERYTHING, LinkLibrary
from library.links.links_json import impact_json, links_json
from library.links.listing import REVIEW_COLUMNS, impact_tables
from library.links.providers import LinkProvider, SpecialtyProvider, SuggestedSpecialties
from library.links.records import DocumentLinks, Link, LinkKind, counted

__all__ = [
    "EVERYTHING",
    "REVIEW_COLUMNS",
    "DocumentLinks",
    "Graph",
    "Impact",
    "Link",
    "LinkKind",
    "LinkLibrary",
    "LinkProvider",
    "Near",
    "Node",
    "Review",
    "SpecialtyProvider",
    "SuggestedSpecialties",
    "Urgency",
    "counted",
    "graph_of",
    "has_impact",
    "impact_json",
    "impact_of",
    "impact_tables",
    "links_json",
]
