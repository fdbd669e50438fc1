"""By when: Dutch words for time as an interval of days.

The grammar knows dates, months, quarters, halves, seasons and years, what stands before them (uiterlijk,
voor, tot, vanaf, eind, begin, medio, in, tussen ... en) and the words for a term of office. A bare year is
no deadline: it may belong to the name of a law, a plan or a budget.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.model import Document
from kb.commitments.numbers import NUMBER_WORDS, number_of
from kb.model import Deadline

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul",
         "augustus aug", "september sep sept", "oktober okt", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
_SEASONS = {"voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11)}
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_ORDINAL = r"(?:[1-4](?:e|ste|de)|eerste|tweede|derde|vierde|laatste)"
_POINT = (
    rf"(?:(?P<{{0}}part>eind|einde|begin|medio|halverwege)\s+(?:van\s+|in\s+)?(?:het\s+)?)?"
    rf"(?:(?P<{{0}}day>\d{{{{1,2}}}})\s+(?P<{{0}}daymonth>{_MONTH})\s+(?P<{{0}}dayyear>{_YEAR})"
    rf"|(?P<{{0}}month>{_MONTH})\s+(?P<{{0}}monthyear>{_YEAR})"
    rf"|(?:q(?P<{{0}}q>[1-4])|(?P<{{0}}quarter>{_ORDINAL})\s+kwartaal)\s+(?:van\s+)?(?P<{{0}}quarteryear>{_YEAR})"
    rf"|(?P<{{0}}half>eerste|tweede)\s+helft\s+(?:van\s+)?(?P<{{0}}halfyear>{_YEAR})"
    rf"|(?:het\s+|de\s+)?(?P<{{0}}season>voorjaar|lente|zomer|najaar|herfst)\s+(?:van\s+)?(?P<{{0}}seasonyear>{_YEAR})"
    rf"|(?:het\s+jaar\s+)?(?P<{{0}}year>{_YEAR}))(?!\d|[.,]\d)"
)
_ONE, _TWO = _POINT.format("a"), _POINT.format("b")
_NOT_NAME = r"(?<![\w-])"


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Era:
    """What a document says of its own time: the first and last year it covers, and its date if known."""

    first: int | None = None
    last: int | None = None
    written: date | None = None


_Meaning = Callable[[re.Match[str]], tuple[date | None, date | None]]


def era_of(document: Document) -> Era:
    """Return the time that the catalogue gives for ``document``."""
    try:
        written = date.fromisoformat(document.date) if document.date else None
    except ValueError:
        written = None  # a year or a month alone is no day to count from
    return Era(document.period_from, document.period_to, written)


def deadline_in(text: str, era: Era, *, headline: bool = False, terms: bool = True) -> Deadline | None:
    """Return the deadline that ``text`` gives, or None.

    Where there are several, the first that does not lie before the document's own time counts, for an
    earlier one tells what was done before. ``headline`` says that a year alone, as in "(2024)" or
    "2024:", counts too; ``terms`` that words for the document's own period do ("deze collegeperiode").
    """
    found = sorted(_all(text, era, headline=headline, terms=terms), key=lambda item: (item.start, -item.end))
    kept: list[_Found] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    if not kept:
        return None
    ahead = [item for item in kept if era.first is None or (item.latest or date.max).year >= era.first]
    best = (ahead or kept)[0]
    return Deadline(text[best.start : best.end], best.earliest, best.latest)


def _all(text: str, era: Era, *, headline: bool, terms: bool) -> Iterator[_Found]:
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(text):
            if _is_background(text, match):
                continue
            earliest, latest = meaning(match)
            yield _Found(match.start(), match.end(), earliest, latest)
    if terms:
        yield from _terms(text, era)
    if headline:
        for match in re.finditer(rf"\(({_YEAR})\)|^({_YEAR}):", text):
            year = int(match[1] or match[2])
            at = match.start(1) if match[1] else match.start(2)
            yield _Found(at, at + 4, date(year, 1, 1), date(year, 12, 31))


_ASIDE = re.compile(
    r"\((?:gezien|zie|conform|op weg naar|inclusief|incl\.|sinds|vastgesteld)[^)]*$", re.IGNORECASE
)
_OTHERS_AIM = re.compile(
    r"(?:ambitie|doel|doelstelling|afspraak|opgave)\s+(?:om|dat)\s+(?:\w+\s+){0,6}$|\b(?:sinds|gestart|begonnen|vanuit)\s+$",
    re.IGNORECASE,
)


def _is_background(text: str, match: re.Match[str]) -> bool:
    """Tell whether a time is told in passing: between brackets, or as what an aim elsewhere says."""
    before = text[: match.start()]
    if _ASIDE.search(before):
        return True
    aim = _OTHERS_AIM.search(before)
    return aim is not None and bool(
        re.search(r"\b(?:aan|waarop|waarmee)\s+(?:de|het|onze?)\s+$", before[: aim.start()])
    )


def _point(match: re.Match[str], name: str) -> tuple[date, date]:
    """Return the first and last day of the point in time that the groups of ``name`` hold."""
    group = {
        key[len(name) :]: value for key, value in match.groupdict().items() if key.startswith(name) and value
    }
    first, last = _span(group)
    part = (group.get("part") or "").lower()
    if part in {"eind", "einde"}:
        first = _last_part(first, last)
    elif part == "begin":
        last = _first_part(first, last)
    elif part:
        first, last = _middle(first, last)
    return first, last


def _span(group: dict[str, str]) -> tuple[date, date]:
    if "day" in group:
        month = _MONTHS[group["daymonth"].lower().rstrip(".")]
        year = int(group["dayyear"])
        day = date(year, month, min(int(group["day"]), calendar.monthrange(year, month)[1]) or 1)
        return day, day
    if "month" in group:
        month = _MONTHS[group["month"].lower().rstrip(".")]
        return _months(int(group["monthyear"]), month, month)
    if "quarteryear" in group:
        quarter = int(group["q"]) if "q" in group else _ordinal(group["quarter"])
        return _months(int(group["quarteryear"]), quarter * 3 - 2, quarter * 3)
    if "half" in group:
        return _months(int(group["halfyear"]), *((1, 6) if group["half"].lower() == "eerste" else (7, 12)))
    if "season" in group:
        return _months(int(group["seasonyear"]), *_SEASONS[group["season"].lower()])
    return _months(int(group["year"]), 1, 12)


def _ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else _ORDINALS[word.lower()]


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _last_part(first: date, last: date) -> date:
    """The end of a year is its last quarter; of anything shorter, its last month."""
    return date(last.year, 10, 1) if (last - first).days > 300 else date(last.year, last.month, 1)


def _first_part(first: date, last: date) -> date:
    if (last - first).days > 300:
        return date(first.year, 3, 31)
    return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])


def _middle(first: date, last: date) -> tuple[date, date]:
    """The middle of a year is May to August."""
    if (last - first).days > 300:
        return date(first.year, 5, 1), date(first.year, 8, 31)
    return first, last


def _until(match: re.Match[str]) -> tuple[date | None, date | None]:
    return None, _point(match, "a")[1]


def _before(match: re.Match[str]) -> tuple[date | None, date | None]:
    """Before a day or a year: the day before. Before the end of a year: within it."""
    if match["apart"]:
        return None, _point(match, "a")[1]
    return None, _point(match, "a")[0] - timedelta(days=1)


def _from(match: re.Match[str]) -> tuple[date | None, date | None]:
    return _point(match, "a")[0], None


def _within(match: re.Match[str]) -> tuple[date | None, date | None]:
    return _point(match, "a")


def _between(match: re.Match[str]) -> tuple[date | None, date | None]:
    first, last = _point(match, "a")[0], _point(match, "b")[1]
    return (first, last) if first <= last else (last, first)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(_NOT_NAME + pattern, re.IGNORECASE)


_TO = r"\s*(?:-|–|‐|t/m|tot\s+en\s+met|tot|en)\s*"
_PATTERNS: tuple[tuple[re.Pattern[str], _Meaning], ...] = (
    (_compile(rf"uiterlijk\s+(?:op\s+|in\s+|aan\s+het\s+|voor\s+|het\s+)*{_ONE}"), _until),
    (_compile(rf"(?:tot\s+en\s+met|t/m)\s+(?:het\s+)?{_ONE}"), _until),
    (_compile(rf"(?:vóór|voor|tot)\s+(?:het\s+)?{_ONE}"), _before),
    (_compile(rf"(?:vanaf|per|met\s+ingang\s+van|na)\s+(?:het\s+)?{_ONE}"), _from),
    (_compile(rf"(?:in\s+de\s+periode|de\s+periode|de\s+jaren|gedurende\s+de\s+looptijd|looptijd|tussen|van|in)\s+"
              rf"(?:van\s+|tussen\s+|\()?{_ONE}{_TO}{_TWO}\)?"), _between),
    (_compile(rf"(?:in|gedurende|rond|rondom|op)\s+(?:de\s+loop\s+van\s+|het\s+|de\s+)?{_ONE}"), _within),
    (_compile(r"(?=(?:eind|einde|begin|medio|halverwege|q[1-4]\s|[1-4](?:e|ste|de)\s+kwartaal|"
              rf"(?:eerste|tweede|derde|vierde|laatste)\s+(?:kwartaal|helft)|voorjaar|zomer|najaar)\b){_ONE}"),
     _within),
)  # fmt: skip

_OFFICE = re.compile(
    r"(?:(?:in|gedurende|binnen|voor|tijdens)\s+)?(?:deze|komende|de\s+komende|de\s+huidige|huidige|onze)\s+(?:college|bestuurs|raads|coalitie|beleids|"
    r"programma|plan|akkoord)periode\b", re.IGNORECASE)  # fmt: skip
_NEXT_YEARS = re.compile(
    rf"(?:in\s+|gedurende\s+|voor\s+)?de\s+(?:komende|aankomende)\s+(?P<count>\d+|{'|'.join(NUMBER_WORDS)})\s+jaar\b",
    re.IGNORECASE,
)
_WITHIN_YEARS = re.compile(
    rf"binnen\s+(?:de\s+|een\s+termijn\s+van\s+)?(?P<count>\d+(?:,\d+)?|een\s+half|anderhalf|{'|'.join(NUMBER_WORDS)})\s+"
    r"(?P<unit>jaar|jaren|maanden|maand)\b", re.IGNORECASE)  # fmt: skip


def _terms(text: str, era: Era) -> Iterator[_Found]:
    """Words that mean the document's own period, or a length of time from its beginning."""
    if era.first is None or era.last is None:
        return
    period = date(era.first, 1, 1), date(era.last, 12, 31)
    for match in _OFFICE.finditer(text):
        yield _Found(match.start(), match.end(), *period)
    for match in _NEXT_YEARS.finditer(text):
        # "De komende vier jaar" in a plan for four years is the plan's own time.
        if abs((number_of(match["count"]) or 0) - (era.last - era.first)) <= 1:
            yield _Found(match.start(), match.end(), *period)
    start = era.written or period[0]
    for match in _WITHIN_YEARS.finditer(text):
        yield _Found(match.start(), match.end(), None, _later(start, match["count"], match["unit"]))


def _later(start: date, count: str, unit: str) -> date:
    words = {"een half": 0.5, "anderhalf": 1.5}
    amount = words.get(" ".join(count.lower().split())) or number_of(count) or 1.0
    months = start.month - 1 + round(amount * (12 if unit.lower().startswith("ja") else 1))
    year, month = start.year + months // 12, months % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)
