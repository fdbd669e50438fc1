"""The timeline as a picture, SVG or PNG: the door of matplotlib.

One row for each commitment with a deadline, in order of the last day, under the years. A status has its own
colour and its own mark, so that nothing hangs on colour alone.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kb.export import wording
from kb.export.model import Selection
from kb.model import Commitment
from kb.register.model import STATUSES, RegisterStatus, TimelineEvent
from kb.register.timeline import last_day, timeline

_WIDTH, _ROW, _TOP, _BOTTOM = 16.0, 0.36, 1.0, 0.9
_LEFT = 0.46
_DPI, _MAX_PIXELS = 100, 60_000
_LABEL, _LEAD, _SOURCE = 104, 40, 120
"""Characters that are shown of a promise, of the line that governs it, and of where it stands."""
_STYLE: dict[RegisterStatus, tuple[str, str]] = {
    "open": ("#1f5fa8", "o"),
    "in uitvoering": ("#b26a00", "D"),
    "gerealiseerd": ("#2e7d32", "s"),
    "vervallen": ("#757575", "X"),
}
_LATE = "#b3261e"
_NO_TOOL = {"Software": None}
_drawing = Lock()
"""Matplotlib's settings are those of the whole process: one picture at a time."""

_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "woordhouder",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the picture: a year, or a commitment."""

    year: int | None = None
    event: TimelineEvent | None = None


def draw_timeline(selection: Selection, kind: Literal["svg", "png"]) -> bytes:
    """Return the picture of the commitments that have a deadline."""
    events = timeline(selection.items)
    rows = _rows(events)
    height = _TOP + _BOTTOM + _ROW * max(len(rows), 2)
    with _drawing, rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, height))
        axes = figure.add_axes((_LEFT, _BOTTOM / height, 0.98 - _LEFT, 1 - (_TOP + _BOTTOM) / height))
        asked = wording.selected(selection.asked, selection.titles)
        title = f"{wording.TIMELINE_TITLE}, stand op {wording.day(selection.today)}"
        figure.text(0.01, 1 - 0.35 / height, title, fontsize=15, fontweight="bold", va="center")
        figure.text(0.01, 1 - 0.65 / height, asked, fontsize=9, color="#555555", va="center")
        if events:
            _frame(axes, events, selection.today, len(rows))
            for position, row in enumerate(rows):
                _draw(axes, position, row)
            _legend(figure)
        else:
            axes.axis("off")
            figure.text(0.01, 0.5, wording.TIMELINE_NOTHING, fontsize=12)
        return _saved(figure, kind, height)


def _rows(events: Sequence[TimelineEvent]) -> list[_Row]:
    """A row with the year before the first event of each year."""
    rows: list[_Row] = []
    year = None
    for event in events:
        if last_day(event).year != year:
            year = last_day(event).year
            rows.append(_Row(year=year))
        rows.append(_Row(event=event))
    return rows


def _frame(axes: Axes, events: Sequence[TimelineEvent], today: date, rows: int) -> None:
    days = [day for event in events for day in (event.earliest, event.latest) if day is not None]
    first, last = min([*days, today]), max([*days, today])
    final = min(last.year + 1, date.max.year)
    axes.set_xlim(_number(date(first.year, 1, 1)), _number(date(final, 1, 1)))
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    step = _step(final - first.year)
    years = range(-(-first.year // step) * step, final + 1, step)
    axes.set_xticks([_number(date(year, 1, 1)) for year in years], [str(year) for year in years])
    axes.tick_params(axis="x", labelsize=9, top=True, labeltop=True, length=3)
    axes.grid(axis="x", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("left", "right"):
        axes.spines[side].set_visible(False)
    axes.axvline(_number(today), color="#000000", linewidth=1, linestyle="--")
    axes.annotate(
        wording.TODAY,
        xy=(_number(today), 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 18),
        textcoords="offset points",
        fontsize=8,
        ha="center",
    )


def _draw(axes: Axes, position: int, row: _Row) -> None:
    label = axes.get_yaxis_transform()
    left = -_LEFT / (0.98 - _LEFT) + 0.02
    if row.event is None:
        axes.text(
            left, position + 0.1, str(row.year), transform=label, fontsize=11, fontweight="bold", va="center"
        )
        axes.axhline(position - 0.5, color="#bbbbbb", linewidth=0.8, xmin=0)
        return
    item = row.event.registered
    color, mark = _STYLE[item.entry.status]
    color = _LATE if item.overdue else color
    commitment = item.commitment
    quote = _short(_led(commitment), _LABEL)
    late = f" · {wording.LATE}" if item.overdue else ""
    source = f"{commitment.title}, pagina {commitment.page} · {item.entry.status}{late}"
    axes.text(left, position - 0.17, quote, transform=label, fontsize=8.5, va="center")
    axes.text(
        left,
        position + 0.2,
        _short(source, _SOURCE),
        transform=label,
        fontsize=7,
        color="#555555",
        va="center",
    )
    start, end = _ends(row.event)
    axes.plot([start, end], [position, position], color=color, linewidth=5, solid_capstyle="butt", alpha=0.45)
    axes.plot([end], [position], color=color, marker=mark, markersize=6, linestyle="none", clip_on=False)


def _led(commitment: Commitment) -> str:
    """The promise, with the line that governs it where it cannot be read without."""
    lead, quote = commitment.lead or "", commitment.quote
    needed = lead.rstrip().endswith(":") or quote[:1].islower()
    return f"{_short(lead, _LEAD)} {quote}" if lead and needed else quote


def _short(text: str, width: int) -> str:
    return textwrap.shorten(wording.printable(text), width, placeholder=" …")


def _ends(event: TimelineEvent) -> tuple[float, float]:
    """The bar's ends; the open end of an interval is drawn as the other end."""
    start, end = event.earliest or last_day(event), last_day(event)
    return _number(start), _number(end + timedelta(days=1) if end < date.max else end)


def _legend(figure: Figure) -> None:
    handles = [
        Line2D([], [], color=color, marker=mark, linestyle="none", label=status)
        for status, (color, mark) in ((status, _STYLE[status]) for status in STATUSES)
    ]
    handles.append(Line2D([], [], color=_LATE, linewidth=5, alpha=0.45, label=wording.LATE))
    figure.legend(handles=handles, loc="lower left", ncols=len(handles), frameon=False, fontsize=9)


def _step(years: int) -> int:
    """Years between two marks, so that some ten to fifteen are shown."""
    return next((step for step in (1, 2, 5, 10, 25, 50) if years / step <= 15), 100)


def _number(day: date) -> float:
    return float(day.toordinal())


def _saved(figure: Figure, kind: Literal["svg", "png"], height: float) -> bytes:
    buffer = io.BytesIO()
    # Neither the moment of drawing nor the version that drew goes into the file.
    metadata = {"Date": None, "Creator": None, "Title": wording.TIMELINE_TITLE} if kind == "svg" else _NO_TOOL
    figure.savefig(buffer, format=kind, dpi=min(_DPI, _MAX_PIXELS / height), metadata=metadata)
    return buffer.getvalue()
