"""What must a chief know about a matter before deciding, and on which words does it rest?

topic or situation → works, sizes, themes → judgement, duties, accidents, specialties, gaps → brief
"""

from library.brief.composing import LONGEST_SUBJECT, compose
from library.brief.markdown import brief_markdown
from library.brief.records import Brief, Ground, Part, Section, Source, Statement, Summary
from library.brief.specialties import Expert, ExpertPool

__all__ = [
    "LONGEST_SUBJECT",
    "Brief",
    "Expert",
    "ExpertPool",
    "Ground",
    "Part",
    "Section",
    "Source",
    "Statement",
    "Summary",
    "brief_markdown",
    "compose",
]
