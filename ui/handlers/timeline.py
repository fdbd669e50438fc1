"""The commitments in time and by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from kb.knowledge_base import KnowledgeBase
from kb.register.model import Registered, RegisterFilters, TimelineEvent
from kb.register.timeline import last_day, timeline
from ui import app_texts as texts
from ui.handlers.commitments import row_view, state, term
from ui.views import DotView, LaneView, MatrixView, TimelineView

_LANES = 14
"""Lanes at most; what has fewer commitments is left out of the picture, not of the list below it."""

_TOPICS = 30


def timeline_view(
    knowledge: KnowledgeBase, filters: RegisterFilters, by: str = "deadline", today: date | None = None
) -> TimelineView:
    """Return what has a deadline, in lanes by ``topic``, by ``document`` or (``deadline``) in one.

    Raises: what :meth:`KnowledgeBase.commitments` raises.
    """
    today = today or date.today()
    items = knowledge.commitments(filters, today)
    events = timeline(items)
    years = tuple(sorted({last_day(event).year for event in events}))
    by_year = [(year, [e.registered for e in events if last_day(e).year == year]) for year in years]
    return TimelineView(
        years=years,
        lanes=tuple(_lane(name, found, years) for name, found in _lanes(events, by)),
        now=sum(year < today.year for year in years),
        overdue=tuple(row_view(event.registered) for event in events if event.registered.overdue),
        years_rows=tuple((year, tuple(row_view(item) for item in found)) for year, found in by_year),
    )


def matrix_view(knowledge: KnowledgeBase, filters: RegisterFilters) -> MatrixView:
    """Return how many commitments each document makes about each topic, most first.

    Raises: what :meth:`KnowledgeBase.commitments` raises.
    """
    items = knowledge.commitments(filters)
    titles = {item.commitment.document: item.commitment.title for item in items}
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in items:
        for topic in item.commitment.topics:
            counts[topic][item.commitment.document] += 1
    ranked = sorted(counts, key=lambda topic: (-sum(counts[topic].values()), topic))[:_TOPICS]
    return MatrixView(
        columns=tuple(sorted(titles.items())),
        rows=tuple((topic, tuple(counts[topic][key] for key in sorted(titles))) for topic in ranked),
    )


def _lanes(events: Sequence[TimelineEvent], by: str) -> list[tuple[str, list[TimelineEvent]]]:
    if by not in ("topic", "document"):
        return [("", list(events))] if events else []
    lanes: dict[str, list[TimelineEvent]] = defaultdict(list)
    for event in events:
        for name in _names(event.registered, by):
            lanes[name].append(event)
    return sorted(lanes.items(), key=lambda lane: (-len(lane[1]), lane[0]))[:_LANES]


def _names(item: Registered, by: str) -> Iterable[str]:
    if by == "document":
        return (item.commitment.title,)
    return item.commitment.topics or (texts.TOPIC_REST,)


def _lane(name: str, events: Sequence[TimelineEvent], years: Sequence[int]) -> LaneView:
    cells: dict[int, list[DotView]] = defaultdict(list)
    for event in events:
        cells[last_day(event).year].append(_dot(event.registered))
    return LaneView(name, tuple(tuple(cells[year]) for year in years))


def _dot(item: Registered) -> DotView:
    kind = state(item)
    status = texts.OVERDUE if kind == "late" else item.entry.status
    label = f"{item.commitment.quote} ({term(item.commitment)}; {status}; {item.commitment.title})"
    return DotView(item.id, label, kind)
