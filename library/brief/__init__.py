"""What must a chief know about a matter before deciding, and on which words does it rest?

topic or situation → works, sizes, themes → judgement, duties, accidents, specialties, gaps → brief
"""

from library.brief.brief_json import brief_json, read_brief
from library.brief.briefs import Briefs, SavedBrief
from library.brief.changes import differences
from library.brief.composing import LONGEST_SUBJECT, compose
from library.brief.files import BRIEF_SUFFIXES, brief_bytes, brief_name
from library.brief.markdown import SOURCES, brief_markdown
from library.brief.records import Brief, Ground, Part, Section, Source, Statement, Summary
from library.brief.remaking import REPRODUCED, Remade, remake
from library.brief.specialties import Expert, ExpertPool
from library.brief.summary import summarised

__all__ = [
    "BRIEF_SUFFIXES",
    "LONGEST_SUBJECT",
    "REPRODUCED",
    "SOURCES",
    "Brief",
    "Briefs",
    "Expert",
    "ExpertPool",
    "Ground",
    "Part",
    "Remade",
    "SavedBrief",
    "Section",
    "Source",
    "Statement",
    "Summary",
    "brief_bytes",
    "brief_json",
    "brief_markdown",
    "brief_name",
    "compose",
    "differences",
    "read_brief",
    "remake",
    "summarised",
]
