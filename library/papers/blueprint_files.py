"""How is a blueprint read from a file of YAML or a workbook, each value with its place?

In YAML the fields 名称, 总分, 及格 … stand beside 题目, a list of rows. In a workbook the first
rows are a field and its value; below a row that begins with 题型 each row is one of the list.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from corpus.readers.decoding import decode
from library.errors import BlueprintRejected
from library.papers.blueprint import Blueprint, Draft, blueprint_of

__all__ = [
    "BLUEPRINT_SUFFIXES",
    "blueprint_from_text",
    "preset_text",
    "preset_titled",
    "presets",
    "read_blueprint",
]

BLUEPRINT_SUFFIXES = (".yaml", ".yml", ".xlsx")
_LARGEST = 64 * 1024  # characters
_ROWS = "题目"
_MOST = 200  # rows


class _Loader(yaml.SafeLoader):
    """Composes nodes; anchors are refused, since a few lines of them can fill the memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=mark)
        return super().compose_node(parent, index)


def read_blueprint(path: Path) -> Blueprint:
    """Return the blueprint of a file.

    Raise BlueprintRejected naming every row and field in fault, UnreadableFile for damage.
    """
    match path.suffix.lower():
        case ".yaml" | ".yml":
            if not path.is_file():
                raise BlueprintRejected([f"没有蓝图文件 {path}"])
            return blueprint_from_text(decode(path, path.read_bytes()).text)
        case ".xlsx":
            return blueprint_of(_workbook_draft(path))
        case _:
            suffixes = "、".join(BLUEPRINT_SUFFIXES)
            raise BlueprintRejected([f"{path.name}：蓝图只能是 {suffixes} 文件"])


def presets() -> dict[str, Blueprint]:
    """Return the blueprints that come with the product, by title."""
    return {title: blueprint for title, (blueprint, _) in _presets().items()}


def preset_titled(title: str) -> str:
    """Return the title of the one preset that has the words in its title.

    Raise BlueprintRejected where there is none, or more than one.
    """
    held = list(_presets())
    found = [title] if title in held else [each for each in held if title and title in each]
    if len(found) != 1:
        why = "不止一份" if found else "没有"
        raise BlueprintRejected([f"{why}名为“{title[:30]}”的蓝图，自带的有 {'、'.join(held)}"])
    return found[0]


def preset_text(title: str) -> str:
    """Return a blueprint that comes with the product as YAML; raise BlueprintRejected."""
    return _presets()[preset_titled(title)][1]


@cache
def _presets() -> dict[str, tuple[Blueprint, str]]:
    folder = files("library.papers") / "presets"
    texts = sorted((entry.name, entry.read_text("utf-8")) for entry in folder.iterdir())
    found = [(blueprint_from_text(text), text) for name, text in texts if name.endswith(".yaml")]
    return {blueprint.title: (blueprint, text) for blueprint, text in found}


def blueprint_from_text(text: str) -> Blueprint:
    """Return the blueprint of YAML; raise BlueprintRejected naming every row and field."""
    if len(text) > _LARGEST:
        raise BlueprintRejected(["蓝图过长，请核对是不是选错了文件"])
    try:
        root = _Loader(text).get_single_node()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else "某一行"
        said = "不是有效的 YAML，请改正缩进、冒号和引号，不要用 & 和 * 引用"
        raise BlueprintRejected([f"{place}：{said}"]) from error
    if not isinstance(root, yaml.MappingNode):
        raise BlueprintRejected(["第 1 行：应写 名称、总分、及格 和 题目 各项"])
    return blueprint_of(_node_draft(root))


def _node_draft(root: yaml.MappingNode) -> Draft:
    settings, rows, problems = {}, [], []
    for key, value in root.value:
        name = str(key.value).strip()
        if name == _ROWS and isinstance(value, yaml.SequenceNode):
            for number, node in enumerate(value.value[:_MOST], 1):
                place = f"题目第 {number} 行（文件第 {node.start_mark.line + 1} 行）"
                if isinstance(node, yaml.MappingNode):
                    rows.append((place, {str(k.value).strip(): _text(v) for k, v in node.value}))
                else:
                    problems.append(f"{place}：应写 题型、题数、每题分值 各项")
        else:
            settings[name] = (_place(key), _text(value))
    return Draft(settings, rows, tuple(problems))


def _place(node: yaml.Node) -> str:
    return f"文件第 {node.start_mark.line + 1} 行"


def _text(node: yaml.Node) -> str:
    """Return a value as it was written, so that 0.5 is never a float; topics are joined."""
    if isinstance(node, yaml.SequenceNode):
        return "、".join(_text(each) for each in node.value)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "（分层的内容）"


def _workbook_draft(path: Path) -> Draft:
    from library.sheet_rows import cell_text, workbook_rows  # noqa: PLC0415 - openpyxl is slow

    settings: dict[str, tuple[str, str]] = {}
    rows: list[tuple[str, dict[str, str]]] = []
    columns: list[str] = []
    for number, cells in workbook_rows(path, "蓝图"):
        texts = [cell_text(cells, at) for at in range(len(cells))]
        if not any(texts):
            continue
        if columns:
            named = zip(columns, texts, strict=False)
            rows.append((f"第 {number} 行", {name: text for name, text in named if name}))
        elif texts[0] == "题型":
            columns = texts
        else:
            settings[texts[0]] = (f"第 {number} 行", cell_text(cells, 1))
        if len(rows) > _MOST:
            break
    problems = () if columns else ("工作表里没有以“题型”开头的栏目行",)
    return Draft(settings, rows, problems)
