"""Bars with intervals, drawn as SVG. Colours come from the page's style, by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from evals.report.markup import Html, join, tag
from evals.texts import percent

_WIDTH = 1040
_HEIGHT = 262
_LEFT, _TOP, _BOTTOM = 44, 18, 46
_GAP = 0.26
"""The share of a group's width that is left between groups."""

_LINE = 24
_ROW = 26
_LABEL = 190

Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One system's bars: a name to show, a class for its colour, and a figure for each group."""

    label: str
    css: str
    figures: Sequence[Figures | None]


def grouped_bars(title: str, groups: Sequence[str], series: Sequence[Series]) -> Html:
    """Return a chart with a group of bars for each name in ``groups``, one bar a series, 0 to 100%."""
    width = (_WIDTH - _LEFT) / max(1, len(groups))
    bar = width * (1 - _GAP) / max(1, len(series))
    parts = [_grid()]
    for g, name in enumerate(groups):
        left = _LEFT + g * width + width * _GAP / 2
        parts += [
            _bar(left + s * bar, bar * 0.86, one.figures[g], one, name, labelled=s == 0)
            for s, one in enumerate(series)
        ]
        middle = _LEFT + (g + 0.5) * width
        parts.append(_group_name(name, middle))
    return _scrolling(title, parts, _HEIGHT)


def rows(title: str, names: Sequence[str], figures: Sequence[Figures]) -> Html:
    """Return horizontal bars, one for each name, 0 to 100%."""
    height = _ROW * len(names) + 8
    scale = _WIDTH - _LABEL - 190
    parts: list[Html] = []
    for number, (name, figure) in enumerate(zip(names, figures, strict=True)):
        parts += _row(number, name, figure, scale)
    return _scrolling(title, parts, height)


def legend(series: Sequence[Series]) -> Html:
    """Return the names of the series with their colours."""
    items = (tag("li", tag("i", class_=f"swatch {one.css}"), one.label) for one in series)
    return tag("ul", *items, class_="legend")


def _scrolling(title: str, parts: Sequence[Html], height: float) -> Html:
    """A drawing keeps a width at which its labels can be read; a narrow screen scrolls it."""
    svg = tag(
        "svg", tag("title", title), *parts, viewBox=f"0 0 {_WIDTH} {_n(height)}", role="img", class_="chart",
        aria_label=title,
    )  # fmt: skip
    return tag("div", svg, class_="scroll", tabindex="0", role="group", aria_label=title)


def _group_name(name: str, middle: float) -> Html:
    """A long name is cut into two lines, at a hyphen or space where it can be."""
    lines = wrap(name, _LINE, max_lines=2, placeholder="…")
    spans = (
        tag("tspan", line, x=_n(middle), y=_HEIGHT - _BOTTOM + 19 + 15 * number)
        for number, line in enumerate(lines)
    )
    return tag("text", *spans, class_="axis", text_anchor="middle")


def _grid() -> Html:
    lines = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _n(_y(share))
        lines.append(tag("line", x1=_LEFT, x2=_WIDTH, y1=y, y2=y, class_="grid"))
        lines.append(
            tag("text", percent(share), x=_LEFT - 8, y=_n(_y(share) + 4), class_="axis", text_anchor="end")
        )
    return join(lines)


def _bar(
    left: float, width: float, figure: Figures | None, series: Series, group: str, labelled: bool
) -> Html:
    value = figure.get("value") if figure else None
    if figure is None or value is None:
        return Html("")
    low, high = figure.get("low"), figure.get("high")
    hint = (
        f"{series.label}, {group}: {percent(value)} ({percent(low)} tot {percent(high)}, n = {figure['n']})"
    )
    # A thin foot keeps a bar of zero visible.
    top = min(_y(value), _y(0) - 1.5)
    shape = tag(
        "rect",
        x=_n(left),
        y=_n(top),
        width=_n(width),
        height=_n(_y(0) - top),
        rx=2,
        class_=f"bar {series.css}",
    )
    middle = left + width / 2
    whisker = _whisker(middle, low, high)
    label = (
        tag(
            "text",
            percent(value),
            x=_n(middle),
            y=_n(_y(high or value) - 5),
            class_="value",
            text_anchor="middle",
        )
        if labelled
        else ""
    )
    return tag("g", tag("title", hint), shape, whisker, label)


def _whisker(middle: float, low: float | None, high: float | None) -> Html:
    if low is None or high is None or low == high:
        return Html("")
    ends = {"x1": _n(middle), "x2": _n(middle), "y1": _n(_y(low)), "y2": _n(_y(high))}
    return _line(ends)


def _line(ends: dict[str, str]) -> Html:
    """The light line under the dark one keeps it visible on a dark bar."""
    return join((tag("line", class_="halo", **ends), tag("line", class_="whisker", **ends)))


def _row(number: int, name: str, figure: Figures, scale: float) -> list[Html]:
    value, low, high = (figure.get(key) or 0.0 for key in ("value", "low", "high"))
    y = number * _ROW + 6
    hint = tag(
        "title", f"{name}: {percent(value)} ({percent(low)} tot {percent(high)}, n = {figure.get('n')})"
    )
    middle = _n(y + _ROW / 2 - 4)
    size = _ROW - 9
    return [
        tag("text", name, x=_LABEL - 12, y=_n(y + 13), class_="axis", text_anchor="end"),
        tag("rect", x=_LABEL, y=y, width=_n(scale), height=size, rx=2, class_="track"),
        tag(
            "rect", hint, x=_LABEL, y=y, width=_n(max(1.5, value * scale)), height=size, rx=2,
            class_="bar s-main",
        ),
        _line({"x1": _n(_LABEL + low * scale), "x2": _n(_LABEL + high * scale), "y1": middle, "y2": middle}),
        tag("text", percent(value), x=_n(_LABEL + scale + 14), y=_n(y + 13), class_="value"),
        tag(
            "text", f"{percent(low)}–{percent(high)}, n = {figure.get('n')}",
            x=_n(_LABEL + scale + 62), y=_n(y + 13), class_="axis",
        ),
    ]  # fmt: skip


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)


def _n(value: float) -> str:
    return f"{value:.1f}"
