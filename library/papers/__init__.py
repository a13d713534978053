"""How do the questions of the bank become papers that are balanced, fair and printed right?"""

from library.papers.assembling import assemble, paper_id_of, swap, usable, used_lately
from library.papers.blueprint import LEVELS, Blueprint, Cell, Draft, blueprint_of, plain_score
from library.papers.blueprint_files import (
    BLUEPRINT_SUFFIXES,
    blueprint_from_text,
    preset_text,
    preset_titled,
    presets,
    read_blueprint,
)
from library.papers.choosing import Wishes
from library.papers.desk import PaperDesk
from library.papers.folder import RECORD, VERSIONS, read_record, write_folder
from library.papers.linked import PaperLinks
from library.papers.paper import Paper, Part, Printed, Variant, key_of, letters_of, variant
from library.papers.paper_file import Listed, PaperFile
from library.papers.papers_json import paper_from_json, paper_json
from library.papers.quarters import near_quarters, read_quarter
from library.papers.sheets import answer_sheet, key_sheet, paper_sheet
from library.papers.verifying import Verified, verify_folder

__all__ = [
    "BLUEPRINT_SUFFIXES",
    "LEVELS",
    "RECORD",
    "VERSIONS",
    "Blueprint",
    "Cell",
    "Draft",
    "Listed",
    "Paper",
    "PaperDesk",
    "PaperFile",
    "PaperLinks",
    "Part",
    "Printed",
    "Variant",
    "Verified",
    "Wishes",
    "answer_sheet",
    "assemble",
    "blueprint_from_text",
    "blueprint_of",
    "key_of",
    "key_sheet",
    "letters_of",
    "near_quarters",
    "paper_from_json",
    "paper_id_of",
    "paper_json",
    "paper_sheet",
    "plain_score",
    "preset_text",
    "preset_titled",
    "presets",
    "read_blueprint",
    "read_quarter",
    "read_record",
    "swap",
    "usable",
    "used_lately",
    "variant",
    "verify_folder",
    "write_folder",
]
