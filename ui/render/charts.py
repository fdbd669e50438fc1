"""The timeline as SVG and the matrix as a table: made here, so that a picture needs nothing from elsewhere.

Each dot is a commitment and a button: one stop for the Tab key in a picture, arrow keys between the dots.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from ui import app_texts as texts
from ui.render.commitments import rows
from ui.render.parts import attributes, button, message
from ui.views import DotView, LaneView, MatrixView, RowView, TimelineView

_DOT = 14
"""Pixels from one dot to the next."""

_ROOM = 10
_LABEL = 190
_AXIS = 30
_LEAST_COLUMN = 62
_FIRST = 6
"""Late commitments that are shown before the rest is folded away."""


def timeline(view: TimelineView) -> str:
    """Return the picture, what is late, and all commitments by year."""
    if not view.years:
        return message(texts.TIMELINE_EMPTY, texts.TIMELINE_EMPTY_HINT)
    return f"{_picture(view)}{_overdue(view)}{_by_year(view)}"


def matrix(view: MatrixView) -> str:
    """Return topics by documents: each number a button that shows those commitments."""
    if not view.rows:
        return ""
    most = max(max(counts) for _, counts in view.rows)
    heads = "".join(f'<th scope="col"><span>{escape(title)}</span></th>' for _, title in view.columns)
    body = "".join(_matrix_row(topic, counts, view, most) for topic, counts in view.rows)
    return (
        f'<section class="wh-panel"><h2>{texts.MATRIX_TITLE}</h2><p class="wh-small">{texts.MATRIX_HELP}</p>'
        f'<div class="wh-scroll" tabindex="0" role="region" aria-label="{texts.MATRIX_TITLE}">'
        '<table class="wh-matrix"><thead><tr>'
        f'<th scope="col">{texts.FILTER_TOPIC}</th>{heads}<th scope="col"><span>{texts.TOTAL}</span></th>'
        "</tr></thead>"
        f"<tbody>{body}</tbody></table></div></section>"
    )


def _matrix_row(topic: str, counts: Sequence[int], view: MatrixView, most: int) -> str:
    cells = []
    for (key, title), number in zip(view.columns, counts, strict=True):
        if not number:
            cells.append('<td><span class="wh-zero">·</span></td>')
            continue
        name = f"{number} over {topic} in {title}"
        opener = button(str(number), "filter_cell", classes="wh-cell", name=name, topic=topic, document=key)
        cells.append(f'<td class="wh-heat{_heat(number, most)}">{opener}</td>')
    name = f"{sum(counts)} over {topic}"
    total = button(str(sum(counts)), "filter_cell", classes="wh-cell", name=name, topic=topic, document="")
    return f'<tr><th scope="row">{escape(topic)}</th>{"".join(cells)}<td class="wh-total">{total}</td></tr>'


def _heat(number: int, most: int) -> int:
    """A shade from 1 to 5; the root keeps small numbers apart beside a large one."""
    return 1 + round(4 * math.sqrt((number - 1) / max(1, most - 1)))


def _overdue(view: TimelineView) -> str:
    if not view.overdue:
        return (
            f'<section class="wh-panel"><h2>{texts.TIMELINE_OVERDUE}</h2><p>'
            f"{texts.TIMELINE_NONE_OVERDUE}</p></section>"
        )
    return (
        '<section class="wh-panel"><details class="wh-fold" open><summary><h2>'
        f"{texts.TIMELINE_OVERDUE} ({len(view.overdue)})</h2></summary>"
        f"{rows(view.overdue[:_FIRST])}{_folded(view.overdue[_FIRST:])}</details></section>"
    )


def _folded(items: Sequence[RowView]) -> str:
    if not items:
        return ""
    return f'<details class="wh-fold"><summary>{texts.MORE} ({len(items)})</summary>{rows(items)}</details>'


def _by_year(view: TimelineView) -> str:
    parts = "".join(
        f'<details class="wh-fold"><summary><h3>{year} ({len(found)})</h3></summary>{rows(found)}</details>'
        for year, found in view.years_rows
    )
    return f'<section class="wh-panel"><h2>{texts.WHOLE_YEAR.capitalize()}</h2>{parts}</section>'


def _picture(view: TimelineView) -> str:
    named = any(lane.name for lane in view.lanes)
    left = _LABEL if named else 12
    across = [_dots_across(view.lanes, index) for index in range(len(view.years))]
    widths = [max(_LEAST_COLUMN, count * _DOT + _ROOM) for count in across]
    starts = [left + sum(widths[:index]) for index in range(len(widths) + 1)]
    parts: list[str] = []
    top = _AXIS
    for lane in view.lanes:
        height = _lane_height(lane, across)
        parts.append(_lane(lane, starts, across, top, height, starts[-1]))
        top += height
    return (
        f'<section class="wh-panel"><div class="wh-listhead"><h2>{texts.TIMELINE_TITLE}</h2>'
        f"{_legend()}{_downloads()}</div>"
        f'<div class="wh-scroll" tabindex="0" role="region" aria-label="{texts.TIMELINE_TITLE}">'
        '<svg class="wh-chart" role="group" '
        f'aria-label="{texts.TIMELINE_TITLE}" style="min-width:{starts[-1] + 12}px" '
        f'viewBox="0 0 {starts[-1] + 12} {top + 8}">{_axis(view, starts, top)}{"".join(parts)}</svg></div>'
        "</section>"
    )


def _dots_across(lanes: Sequence[LaneView], index: int) -> int:
    """How many dots stand side by side in a year: so many that the year is about twice as high as wide."""
    most = max((len(lane.cells[index]) for lane in lanes), default=1)
    count = 1
    while count * count * 2 < most:
        count += 1
    return max(2, count)


def _lane_height(lane: LaneView, across: Sequence[int]) -> int:
    deepest = max((-(-len(cell) // count) for cell, count in zip(lane.cells, across, strict=True)), default=1)
    return max(26, deepest * _DOT + 12)


def _axis(view: TimelineView, starts: Sequence[int], bottom: int) -> str:
    parts = []
    for index, year in enumerate(view.years):
        middle = (starts[index] + starts[index + 1]) // 2
        past = " wh-past" if index < view.now else ""
        parts.append(f'<text class="wh-year{past}" x="{middle}" y="18" text-anchor="middle">{year}</text>')
        parts.append(
            f'<line class="wh-grid" x1="{starts[index]}" y1="{_AXIS - 4}" x2="{starts[index]}" y2="{bottom}'
            '"/>'
        )
    at = starts[view.now]
    parts.append(
        f'<line class="wh-now" x1="{at}" y1="4" x2="{at}" y2="{bottom}"><title>{texts.TODAY}</title></line>'
    )
    return "".join(parts)


def _lane(
    lane: LaneView, starts: Sequence[int], across: Sequence[int], top: int, height: int, right: int
) -> str:
    parts = [f'<line class="wh-grid" x1="0" y1="{top}" x2="{right}" y2="{top}"/>']
    if lane.name:
        parts.append(
            f'<foreignObject x="0" y="{top + 2}" width="{_LABEL - 10}" height="{height - 2}">'
            f'<div class="wh-lane">{escape(lane.name)}</div></foreignObject>'
        )
    for index, cell in enumerate(lane.cells):
        for place, dot in enumerate(cell):
            row, column = divmod(place, across[index])
            x = starts[index] + _ROOM // 2 + column * _DOT + _DOT // 2
            parts.append(_dot(dot, x, top + 8 + row * _DOT + _DOT // 2 - 2))
    return "".join(parts)


def _dot(dot: DotView, x: int, y: int) -> str:
    given = attributes(
        href=f"?toezegging={dot.id}",
        class_=f"wh-dot wh-dot-{dot.state}",
        data_act="pick",
        data_id=dot.id,
        tabindex=-1,
        aria_label=dot.label,
    )
    return f"<a{given}><title>{escape(dot.label)}</title>{_shape(dot.state, x, y)}</a>"


def _shape(state: str, x: int, y: int) -> str:
    """Late is a square too, so that the picture can be read without its colours."""
    if state == "late":
        return f'<rect x="{x - 5}" y="{y - 5}" width="10" height="10" rx="1.5"/>'
    return f'<circle cx="{x}" cy="{y}" r="5"/>'


def _downloads() -> str:
    links = "".join(
        f'<a class="wh-button" href="/api/export?format={kind}" download>{name}</a>'
        for kind, name in texts.TIMELINE_EXPORTS
    )
    label = f'<span class="wh-toolslabel">{texts.DOWNLOAD}</span>'
    return f'<div class="wh-tools" role="group" aria-label="{texts.TIMELINE_EXPORT}">{label}{links}</div>'


def _legend() -> str:
    items = "".join(
        f'<li><svg width="14" height="14" aria-hidden="true" class="wh-dot-{kind}">'
        f"{_shape(kind, 7, 7)}</svg>{name}</li>"
        for kind, name in texts.LEGEND
    )
    return f'<ul class="wh-legend">{items}</ul>'
