"""How do figures become pictures without a network: bars with their values printed on them?"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["FAMILIES", "Bars", "Palette", "draw"]

FAMILIES = (
    '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif'
)
"""Those of the pages; every system that shows Chinese has one of them."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of ink, lines, series and ground, as `#rrggbb`."""

    ink: str
    line: str
    series: tuple[str, ...]
    ground: str = "transparent"


_SIZE = 14
"""Of all text, in pixels."""
_PLAIN = Palette("#333333", "#d5d5d5", ("#1b5fa7", "#c2570c", "#3a7d44"))


@dataclass(frozen=True, slots=True)
class Bars:
    """One chart: a bar of each series at each label, None for no bar.

    `lying` bars have their labels, in order, from the top down. `top` is the end of the scale where
    it is fixed; `scale` says whether it is drawn. Sizes are in pixels at which text is to be read.
    `dark` is for a drawing that follows the reader's colour scheme; it must stand alone then, not
    within a page.
    """

    labels: Sequence[str]
    rows: Mapping[str, Sequence[float | None]]
    title: str = ""
    lying: bool = False
    width: int = 900
    height: int = 320
    top: float | None = None
    scale: bool = True
    light: Palette = _PLAIN
    dark: Palette | None = None


def draw(bars: Bars) -> str:
    """Return the chart as an SVG element without scripts or any address; needs pygal."""
    import pygal  # noqa: PLC0415  (slow to import, and few need it)

    _without_plugins()
    kind = pygal.HorizontalBar if bars.lying else pygal.Bar
    step = -1 if bars.lying else 1  # pygal stacks lying bars from below
    chart = kind(
        js=(), style=_style(bars), title=bars.title or None, height=bars.height, width=bars.width,
        print_values=True, print_values_position="top", show_legend=len(bars.rows) > 1,
        legend_at_bottom=True, legend_box_size=12, truncate_legend=-1, truncate_label=-1,
        range=_range(bars), include_x_axis=True, margin=8, spacing=8,
        margin_left=8 + _lacking(bars), show_y_guides=bars.scale,
        show_x_labels=bars.scale or not bars.lying, show_y_labels=bars.scale or bars.lying,
        no_data_text="没有数据",
        css=["file://style.css", "file://graph.css", *_rules(bars), *_night(bars.dark)],
        formatter=lambda value: "" if value is None else f"{value:.3g}",
    )  # fmt: skip
    if bars.dark:
        chart.uuid = "alone"  # the same bytes for the same figures
    chart.x_labels = bars.labels[::step]
    names = list(bars.rows)
    for name in names:
        chart.add(name, bars.rows[name][::step])
    return _still(chart.render())


def _style(bars: Bars) -> object:
    from pygal.style import Style  # noqa: PLC0415

    light = bars.light
    fonts = {
        f"{part}_font_family": FAMILIES
        for part in ("label", "major_label", "value", "legend", "title", "no_data", "value_label")
    }
    return Style(
        background=light.ground, plot_background=light.ground, foreground=light.ink,
        foreground_strong=light.ink, foreground_subtle=light.line, colors=light.series,
        font_family=FAMILIES, label_font_size=_SIZE, major_label_font_size=_SIZE,
        value_font_size=_SIZE, legend_font_size=_SIZE, title_font_size=16,
        no_data_font_size=16, opacity="1", opacity_hover="1", transition="none",
        guide_stroke_dasharray="2,4", **fonts,
    )  # fmt: skip


def _range(bars: Bars) -> tuple[float, float] | None:
    """Return the scale where it is not pygal's to choose; behind lying bars stand their values."""
    if bars.top or not bars.lying:
        return (0, bars.top) if bars.top else None
    return 0, 1.15 * max((v for values in bars.rows.values() for v in values if v), default=1)


def _lacking(bars: Bars) -> float:
    """Return the pixels that labels need at the left beyond what pygal reckons for Latin text."""
    wide = (sum(ord(char) > 0x2E80 for char in label) for label in bars.labels)
    return 0.4 * _SIZE * max(wide, default=0) if bars.lying else 0


def _rules(bars: Bars) -> list[str]:
    """Put the values of lying bars behind their ends, not across; take axes away with the scale."""
    beside = ".text-overlay text.value{text-anchor:start!important}"
    bare = ".axis .line{stroke:transparent!important}"
    return [f"inline:{beside if bars.lying else ''}{'' if bars.scale else bare}"]


def _night(palette: Palette | None) -> list[str]:
    """Return the rules by which a drawing that stands alone is read in the dark."""
    if palette is None:
        return []
    series = "".join(
        f".color-{at}{{fill:{colour}!important;stroke:{colour}!important}}"
        for at, colour in enumerate(palette.series)
    )
    rules = (
        f"text{{fill:{palette.ink}!important}}"
        f"svg{{background:{palette.ground}!important}}"
        f".background{{fill:{palette.ground}!important}}"
        f".axis .line,.axis .guide.line{{stroke:{palette.line}}}{series}"
    )
    return [f"inline:@media (prefers-color-scheme:dark){{{rules}}}"]


def _still(drawn: bytes) -> str:
    """Return a drawing without its scripts and comments."""
    from lxml import etree  # noqa: PLC0415 - a server starts without it

    root = etree.fromstring(drawn, etree.XMLParser(remove_comments=True, resolve_entities=False))
    for script in root.findall(".//{*}script"):
        parent = script.getparent()
        if parent is not None:
            parent.remove(script)
    return etree.tostring(root, encoding="unicode")


def _without_plugins() -> None:
    """Take back pygal's hook for finding its maps; with it Python 3.11 warns at every import."""
    sys.meta_path[:] = [f for f in sys.meta_path if type(f).__name__ != "PluginImportFixer"]
