"""Points in time in Dutch: dates, weeks, months, quarters, halves, seasons, school years and years.

A point is read at one place of a text by the first form that fits. A form that names no year ("1 juli",
"in het derde kwartaal", "voor de zomer") takes the year of what stands beside it ("van maart tot juni
2025"), or else the first one that does not lie before the document's own day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kb.commitments.numbers import NUMBER_PATTERN, number_of

Days = tuple[date, date]
"""The first and the last day of a stretch of time."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul",
         "augustus aug", "september sept sep", "oktober okt", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
_SEASONS: Mapping[str, tuple[int, int]] = {
    "voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11),
    "winter": (12, 2), "zomerreces": (7, 8), "zomervakantie": (7, 8), "zomerperiode": (6, 8),
    "zomermaanden": (6, 8), "wintermaanden": (12, 2),
    "plantseizoen": (11, 3), "stookseizoen": (10, 4), "broedseizoen": (3, 7), "vaarseizoen": (4, 10),
    "strandseizoen": (5, 9), "badseizoen": (5, 9), "zomerseizoen": (5, 9), "winterseizoen": (10, 3),
}  # fmt: skip
_SEASON_OF_CLUBS = (8, 7)
_FEASTS: Mapping[str, tuple[int, int]] = {
    "nieuwjaar": (1, 1), "koningsdag": (4, 27), "bevrijdingsdag": (5, 5), "sinterklaas": (12, 5),
    "kerst": (12, 25), "kerstmis": (12, 25), "jaarwisseling": (12, 31), "oud en nieuw": (12, 31),
}  # fmt: skip
_MOVABLE = {"carnaval": -49, "pasen": 0, "hemelvaart": 39, "hemelvaartsdag": 39, "pinksteren": 49}
_RECESSES = {
    "kerstreces": ((12, 20), (1, 4)), "kerstvakantie": ((12, 20), (1, 4)),
    "herfstreces": ((10, 18), (10, 26)), "herfstvakantie": ((10, 18), (10, 26)),
    "meireces": ((4, 26), (5, 4)), "meivakantie": ((4, 26), (5, 4)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time that ends at ``end`` in its text. ``days`` gives its days in a year.

    ``year`` is the year that the words name, or None; ``form`` what kind of words they are.
    """

    end: int
    year: int | None
    days: Callable[[int], Days]
    form: str


_YEAR = r"(?:19[5-9]\d|20\d\d|[’'‘][2-4]\d)(?!\d|[.,]\d)"
_SOME_YEAR = rf"(?:{_YEAR}|(?:dit|volgend|komend|het\s+(?:nieuwe|volgende|komende))\s+(?:kalender)?jaar\b)"
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ORDINAL = r"(?:[1-4](?:e|ste|de)|eerste|tweede|derde|vierde|laatste)"
_OF = r"\s*(?:van\s+)?(?:het\s+)?(?:(?:school|kalender|begrotings)?jaar\s+)?"
_IN_YEAR = rf"(?:,?{_OF}(?P<year>{_SOME_YEAR}))"
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?"
_NEXT = r"(?:dit|deze|komende?|aankomende?|aanstaande|volgende?|het\s+komende|het\s+volgende|het\s+nieuwe)"


def month_days(year: int, first: int, last: int) -> Days:
    """Return the days of the months ``first`` to ``last``; where last is smaller, it lies a year later."""
    end_year = year + 1 if last < first else year
    return date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])


def year_days(year: int) -> Days:
    """Return the first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def _ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else _ORDINALS[word.lower()]


def _day(year: int, month: int, day: int) -> Days:
    found = date(year, month, max(1, min(day, calendar.monthrange(year, month)[1])))
    return found, found


def _week(year: int, week: int) -> Days:
    first = date.fromisocalendar(year, max(1, min(week, 52)), 1)
    return first, first + timedelta(days=6)


def _on_day(m: re.Match[str]) -> Callable[[int], Days]:
    return lambda year: _day(year, _MONTHS[m["month"].lower().rstrip(".")], int(m["day"]))


def _in_numbers(m: re.Match[str]) -> Callable[[int], Days]:
    return lambda year: _day(year, max(1, min(int(m["month"]), 12)), int(m["day"]))


def _in_month(m: re.Match[str]) -> Callable[[int], Days]:
    month = _MONTHS[m["month"].lower().rstrip(".")]
    return lambda year: month_days(year, month, month)


def _in_quarter(m: re.Match[str]) -> Callable[[int], Days]:
    quarter = _ordinal(m["quarter"])
    return lambda year: month_days(year, quarter * 3 - 2, quarter * 3)


def _in_half(m: re.Match[str]) -> Callable[[int], Days]:
    return lambda year: month_days(year, *((1, 6) if _ordinal(m["half"]) == 1 else (7, 12)))


def _in_season(m: re.Match[str]) -> Callable[[int], Days]:
    months = _SEASONS.get(m["season"].lower(), _SEASON_OF_CLUBS)
    return lambda year: month_days(year, *months)


def _in_school_year(_: re.Match[str]) -> Callable[[int], Days]:
    return lambda year: month_days(year, 8, 7)


def _in_first_months(m: re.Match[str]) -> Callable[[int], Days]:
    count = int(number_of(m["count"]) or 1) if m["count"] else 1
    return lambda year: month_days(year, 1, max(1, min(count, 12)))


def _easter(year: int) -> date:
    """Return Easter Sunday. Source: Meeus, "Astronomical Algorithms", 1991, chapter 8."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def _elections(year: int) -> Days:
    """Return the day of the municipal elections: the third Wednesday of March."""
    first = date(year, 3, 1)
    day = first + timedelta(days=(2 - first.weekday()) % 7 + 14)
    return day, day


def _at_feast(m: re.Match[str]) -> Callable[[int], Days]:
    name = m["feast"].lower()
    if name in _RECESSES:
        (month, day), (last_month, last_day) = _RECESSES[name]
        later = 1 if last_month < month else 0
        return lambda year: (date(year, month, day), date(year + later, last_month, last_day))
    if name.endswith("verkiezingen"):
        return _elections
    if name in _FEASTS:
        return lambda year: _day(year, *_FEASTS[name])
    return lambda year: (_easter(year) + timedelta(days=_MOVABLE[name]),) * 2


def _in_week_of_month(m: re.Match[str]) -> Callable[[int], Days]:
    month, number = _MONTHS[m["month"].lower().rstrip(".")], _ordinal(m["nth"])

    def days(year: int) -> Days:
        monday = date(year, month, 1) - timedelta(days=date(year, month, 1).weekday())
        first = monday + timedelta(weeks=number - 1)
        return first, first + timedelta(days=6)

    return days


def _in_week(m: re.Match[str]) -> Callable[[int], Days]:
    return lambda year: _week(year, int(m["week"]))


def _in_year(_: re.Match[str]) -> Callable[[int], Days]:
    return year_days


_Form = tuple[str, re.Pattern[str], Callable[[re.Match[str]], Callable[[int], Days]]]


def _form(name: str, pattern: str, meaning: Callable[[re.Match[str]], Callable[[int], Days]]) -> _Form:
    return name, re.compile(pattern, re.IGNORECASE), meaning


_SCHOOL = r"(?:(?:school|studie|cursus|college)ja(?:ar|ren)|\w*seizoen(?:en)?)"
_TWO_YEARS = rf"(?P<year>{_YEAR})\s?[-–/]\s?(?:{_YEAR}|\d\d)(?!\d)"
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})s?\b"
_FEAST = rf"(?P<feast>{'|'.join((*_FEASTS, *_MOVABLE, *_RECESSES, '(?:gemeenteraads)?verkiezingen'))})\b"
_FORMS: tuple[_Form, ...] = (
    _form("day", rf"{_WEEKDAY}(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH}){_IN_YEAR}?"
                 r"(?:\s+(?:a\.s\.|aanstaande))?", _on_day),
    _form("day", r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>20\d\d)", _in_numbers),
    _form("month", rf"(?:(?:de\s+)?maand\s+)?(?P<month>{_MONTH}){_IN_YEAR}?", _in_month),
    _form("quarter", rf"(?:het\s+)?(?:q|kwartaal\s+)(?P<quarter>[1-4])(?!\d)(?:-|\s*\()?{_IN_YEAR}?",
          _in_quarter),
    _form("quarter", rf"(?P<year>{_YEAR})[-\s,/]{{1,2}}q(?P<quarter>[1-4])(?!\d)", _in_quarter),
    _form("quarter", rf"(?:het\s+)?(?P<quarter>{_ORDINAL})(?:\s+(?:kwartaal|kw\.?){_IN_YEAR}?"
          rf"|(?=\s+(?:en|of)\s+(?:het\s+)?{_ORDINAL}\s+kwartaal))", _in_quarter),
    _form("half", rf"(?:de\s+|het\s+)?(?P<half>{_ORDINAL})\s+(?:helft|half\s?jaar){_IN_YEAR}?", _in_half),
    _form("half", rf"h(?P<half>[12])(?!\d)(?:-|\s+){_IN_YEAR}", _in_half),
    _form("season", rf"(?:de\s+|het\s+)?(?P<season>winter|\w+seizoen)\s+(?:van\s+)?{_TWO_YEARS}", _in_season),
    _form("this season", rf"{_NEXT}\s+{_SEASON}{_IN_YEAR}?", _in_season),
    _form("season", rf"(?:(?:de|het)\s+)?{_SEASON}{_IN_YEAR}?", _in_season),
    _form("school year", rf"(?:(?:het|{_NEXT})\s+)?{_SCHOOL}\s+{_TWO_YEARS}", _in_school_year),
    _form("next school year", rf"(?:het\s+)?(?:komende?|nieuwe|volgende?)\s+{_SCHOOL}\b", _in_school_year),
    _form("school year", rf"dit\s+{_SCHOOL}\b", _in_school_year),
    _form("months", rf"(?:de\s+)?eerste\s+(?:(?P<count>\d|{NUMBER_PATTERN})\s+)?maand(?:en)?{_IN_YEAR}",
          _in_first_months),
    _form("feast", rf"(?:(?:de|het)\s+)?(?:komende\s+)?{_FEAST}{_IN_YEAR}?", _at_feast),
    _form("week", rf"(?:de\s+)?(?P<nth>{_ORDINAL})\s+week\s+van\s+(?P<month>{_MONTH}){_IN_YEAR}?",
          _in_week_of_month),
    _form("week", rf"week\s+(?P<week>\d{{1,2}})(?!\d){_IN_YEAR}?", _in_week),
    _form("year", rf"(?:het\s+|de\s+)?(?:\w{{0,12}}jaar\s+)?(?P<year>{_YEAR})",
          _in_year),
)  # fmt: skip
_SHORT_MONTH = re.compile(r"(?!mei)(?:[a-z]{3}|sept)\.?$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:(?:(?P<now>dit|deze|lopende?)|(?P<next>volgende?|komende?|aankomende?))\s+|(?P<the>(?:het\s+)?)(?=jaar\b))"
    r"(?:kalender|begrotings)?(?P<unit>jaar|kwartaal|maand|week)\b(?!\s+(?:20\d\d|waarin))",
    re.IGNORECASE,
)


def point_at(text: str, start: int, today: date | None) -> Point | None:
    """Return the point in time that begins at ``text[start]``, or None.

    ``today`` is the day from which "dit jaar" and "volgende maand" are counted, None where it is unknown.
    """
    for name, pattern, meaning in _FORMS:
        match = pattern.match(text, start)
        if match is None or match.end() == start:
            continue
        words = match.groupdict().get("year")
        year = _year(words, today)
        if (words and year is None) or (name == "month" and not words and _SHORT_MONTH.match(match["month"])):
            return None  # "Jan" and "sep" without a year may be anything; "mei" is the one short full name
        return Point(match.end(), year, meaning(match), name)
    return _relative_at(text, start, today)


def _year(words: str | None, today: date | None) -> int | None:
    if not words:
        return None
    if words[0].isalpha():
        return today.year + (not words.lower().startswith("dit")) if today else None
    return int(words) if words[0].isdigit() else 2000 + int(words[1:])


def _relative_at(text: str, start: int, today: date | None) -> Point | None:
    """Return "dit jaar", "volgende maand" and the like as a point."""
    match = _RELATIVE.match(text, start)
    if match is None or today is None:
        return None
    days = _relative_days(match["unit"].lower(), 1 if match["next"] else 0, today)
    return Point(
        match.end(), today.year, lambda _: days, "the year" if match["the"] is not None else "relative"
    )


def _relative_days(unit: str, step: int, today: date) -> Days:
    if unit == "jaar":
        return year_days(today.year + step)
    if unit == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return first, first + timedelta(days=6)
    size = 3 if unit == "kwartaal" else 1
    begin = months_later(date(today.year, (today.month - 1) // size * size + 1, 1), step * size)
    return month_days(begin.year, begin.month, begin.month + size - 1)


def ahead(days: Callable[[int], Days], day: date) -> Days | None:
    """Return the first occurrence of a point without a year that does not end before ``day``."""
    return next((found for year in (day.year, day.year + 1) if (found := days(year))[1] >= day), None)


_END, _BEGIN = re.compile(r"eind|slot", re.IGNORECASE), re.compile(r"begin", re.IGNORECASE)


def part_of(days: Days, part: str) -> Days:
    """Return the part of a stretch that "eind", "begin", "medio" or "halverwege" names.

    The end of a year is its last quarter, its beginning the first, its middle May to August; of a quarter
    or a half it is the last, first or middle month; a month stays whole.
    """
    first, last = days
    length = (last - first).days
    if not part or length < 31:
        return days
    if length > 400 and _kind(part) == "m":
        return year_days((first.year + last.year) // 2)
    if length > 300:
        months = {"e": (10, 12), "b": (1, 3), "m": (5, 8)}[_kind(part)]
        if (first.month, first.day) == (1, 1):
            return month_days(last.year if _kind(part) == "e" else first.year, *months)
    if _kind(part) == "e":
        return date(last.year, last.month, 1), last
    if _kind(part) == "b":
        return month_days(first.year, first.month, first.month)
    middle = first + timedelta(days=length // 2)
    return month_days(middle.year, middle.month, middle.month)


def _kind(part: str) -> str:
    return "e" if _END.search(part) else "b" if _BEGIN.search(part) else "m"


def months_later(start: date, months: int) -> date:
    """Return the day ``months`` after ``start``, the last of its month where that is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
