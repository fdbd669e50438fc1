"""By when: Dutch words for time as an interval of days.

A deadline is read from left to right: a relation (uiterlijk, voor, tot, vanaf, na, in, tussen), then a
stretch: a point in time (:mod:`times`) or the document's own term of office, perhaps only a part of it (eind,
begin, medio), perhaps up to another point ("van maart tot juni 2025"). A bare year without a relation is no
deadline: it may belong to the name of a law, a plan or a budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ingest.model import Document, Piece
from kb.commitments.asides import is_told_in_passing
from kb.commitments.numbers import NUMBER_PATTERN, number_of
from kb.commitments.times import Days, Point, ahead, month_days, months_later, part_of, point_at, year_days
from kb.model import Deadline

_Relation = Literal["until", "from now", "before", "from", "day", "after", "within", "span"]
_OPEN = r"(?:(?:op|in|aan|per|de|het|uiterlijk)\s+)*"
_RELATION_WORDS: tuple[tuple[_Relation, str], ...] = (
    ("before", r"uiterlijk\s+(?:vóór|voor)\s+"),
    ("until", rf"(?:uiterlijk|niet\s+later\s+dan|op\s+(?:zijn|z[’']n)\s+laatst|ten\s+laatste)\s+{_OPEN}"),
    ("until", rf"(?:tot\s+en\s+met|t/m|tot\s+in|tegen|ultimo)\s+{_OPEN}"),
    ("before", r"(?:vóór|voor)\s+(?:de|het)\s+\w*(?:behandeling|vergadering|raad|commissie|start|aanvang|"
               r"opening|verkiezingen|overleg|bijeenkomst)\w*\s+(?:van|in|op)\s+"),
    ("from now", r"(?:tussen|van)\s+nu\s+(?:en|tot\s+en\s+met)\s+"),
    ("before", r"(?:vóór|voor)\s+(?:de\s+|het\s+)?(?:aanvang|begin|start)\s+van\s+"),
    ("span", r"(?:(?:in|voor|over|gedurende|tijdens|binnen)\s+)?(?:de\s+)?"
             r"(?:periode|jaren|jaarschijven|looptijd)\s+(?:van\s+|tussen\s+|\(|vanaf\s+)?"),
    ("span", r"(?:tussen|van)\s+(?:de\s+)?"),
    ("before", r"(?:vóór|voor|tot(?:\s+aan)?)\s+(?:het\s+|de\s+)?"),
    ("after", r"na\s+(?:het\s+|de\s+|afloop\s+van\s+)?"),
    ("day", r"per\s+(?=\d{1,2}[\s-])"),
    ("from", r"(?:vanaf|per|met\s+ingang\s+van|ingaande|(?:te\s+beginnen|beginnend|startend)\s+"
             r"(?:in|met|op|per))\s+(?:het\s+|de\s+)?"),
    ("within", r"(?:(?:in|gedurende|tijdens|rond|rondom|omstreeks|op|aan|binnen)\s+"
               r"(?:de\s+(?:loop|rest)\s+van\s+)?(?:het\s+|de\s+)?|heel\s+|de\s+rest\s+van\s+)"),
)  # fmt: skip
_RELATIONS = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _RELATION_WORDS)
_AND_ON = re.compile(r"\s+(?:en\s+(?:verder|later|daarna)\b|e\.?v\.)", re.IGNORECASE)
_PART = re.compile(
    r"(?P<part>(?:het\s+)?(?:eind|einde|slot|begin)|medio|halverwege|midden)\s+(?:van\s+|in\s+)?(?:het\s+)?",
    re.IGNORECASE,
)
_JOINERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("to", r"\s*(?:-|–|‐|/|t/m|tot\s+en\s+met|tot\s+en\s+met\s+het|à)\s*"),
        ("up to", r"\s+tot\s+(?:aan\s+)?"),
        ("and", r"\s*(?:,|\ben\b|\bof\b|, en)\s+(?:in\s+)?(?:het\s+|de\s+)?"),
    )
)
_OWN_TERM = re.compile(
    r"(?:deze|dit|(?:de\s+)?(?:komende|aankomende|nieuwe|huidige|lopende)|de|onze)\s+(?:college|bestuurs|raads|coalitie|beleids|programma|plan|akkoord|"
    r"contract)periode\b|(?:deze|(?:de\s+)?(?:aan)?komende|de\s+huidige)\s+periode\b"
    r"|(?:de\s+)?(?:looptijd|duur)\s+van\s+(?:dit|deze|het|ons|de)\s+(?:\w*(?:akkoord|programma|plan|afspraken|"
    r"overeenkomst|visie|agenda))\b", re.IGNORECASE)  # fmt: skip
_COUNT = rf"(?P<count>\d+(?:,\d+)?|een\s+half|anderhalf|een|{NUMBER_PATTERN})"
_UNIT = r"(?P<unit>jaar|jaren|maanden|maand|weken|week|dagen)\b"
_COMING = re.compile(rf"(?:de\s+)?(?:komende|aankomende|eerstkomende)\s+{_COUNT}\s+{_UNIT}", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"het\s+komende\s+jaar\b", re.IGNORECASE)
_WITHIN = re.compile(
    rf"(?:uiterlijk\s+)?binnen\s+(?:nu\s+en\s+|(?:de\s+|een\s+)?termijn\s+van\s+|maximaal\s+)?{_COUNT}\s+{_UNIT}",
    re.IGNORECASE,
)
_AFTER_ANOTHER = re.compile(r"\s+(?:na(?:dat)?|vanaf|gerekend)\b(?!\s+(?:heden|nu|vandaag))", re.IGNORECASE)
_COUNTED_YEAR = r"20\d\d"
_WORD_START = re.compile(r"(?<![\w’'.,/-])(?=[\w’'])")
_HINT = re.compile(
    r"\d|kwartaal|jaar|maand|week|weken|periode|looptijd|duur|zomer|winter|herfst|lente|mei|januari|februari|"
    r"maart|april|jun|jul|augustus|tember|ober|vember|cember|reces|vakantie|kerst|jaarwisseling|pasen|pinkster|"
    r"hemelvaart|carnaval|sinterklaas|koningsdag|verkiezing|seizoen|vanaf nu|heden|direct|onmiddellijk",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Era:
    """What a document says of its own time: the first and last year it covers, and its date if known."""

    first: int | None = None
    last: int | None = None
    written: date | None = None

    @property
    def today(self) -> date | None:
        """The day from which "dit jaar" is counted: the document's date, or the one year that it is for."""
        return self.written or (date(self.first, 1, 1) if self.first and self.first == self.last else None)

    @property
    def term(self) -> Days | None:
        """The first and last day of the years that the document covers."""
        return (date(self.first, 1, 1), date(self.last, 12, 31)) if self.first and self.last else None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days of a point or of a run of points, and what the words were like."""

    end: int
    days: Days
    forms: tuple[str, ...]
    part: str
    dated: bool
    joined: bool

    @property
    def bare(self) -> bool:
        """Tell whether the words are years and nothing else."""
        return not self.part and set(self.forms) == {"year"}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    earliest: date | None
    latest: date | None
    later: bool = False


def era_of(document: Document, pieces: Iterable[Piece] = ()) -> Era:
    """Return the time of ``document``: what the catalogue gives, its date else from its first lines."""
    try:
        written = date.fromisoformat(document.date) if document.date else None
    except ValueError:
        written = None  # a year or a month alone is no day to count from
    return Era(
        document.period_from, document.period_to, written or (None if document.date else _dated(pieces))
    )


_DATE_LINE = re.compile(
    r"(?:\b(?:datum|d\.d\.|verslag|notulen|vergadering|overleg|bijeenkomst|verzonden)\b[^.]{0,60}?|^[A-Z][\w’'-]+,\s+|^)"
    r"(?=(?:\w+dag\s+)?\d{1,2}\s+\w+\s+20\d\d|\d{1,2}-\d{1,2}-20\d\d)", re.IGNORECASE)  # fmt: skip
_HEAD = 12


def _dated(pieces: Iterable[Piece]) -> date | None:
    """Return the day that the head of a document gives as its own, as minutes and letters do."""
    for _, piece in zip(range(_HEAD), pieces, strict=False):
        match = _DATE_LINE.search(piece.text)
        point = point_at(piece.text, match.end(), None) if match else None
        if point and point.year and point.form == "day":
            return point.days(point.year)[0]
    return None


def deadline_in(
    text: str, era: Era, *, headline: bool = False, terms: bool = True, row: bool = False
) -> Deadline | None:
    """Return the deadline that ``text`` gives, or None.

    Where there are several, the first that does not lie before the document's own time counts, for an
    earlier one tells what was done before; "na 2026" counts only where nothing else is said, and "vanaf
    2026" where no last day is. ``headline`` says that a year alone, as in "(2024)" or "2024:", counts too;
    ``terms`` that words for the document's own period do ("deze collegeperiode"); ``row`` that the text is
    a row of a list, which ends in its time.
    """
    if not _HINT.search(text):
        return None
    found = [
        item for item in _all(text, era, headline=headline, terms=terms, row=row) if not _is_over(item, era)
    ]
    if not found:
        return _last_of_row(text, era) if row else None
    best = min(found, key=lambda item: (_lies_back(item, era), item.later, item.latest is None, item.start))
    return Deadline(text[best.start : best.end], best.earliest, best.latest)


def _all(text: str, era: Era, *, headline: bool, terms: bool, row: bool) -> Iterator[_Found]:
    at = 0
    for match in _WORD_START.finditer(text):
        if match.start() < at:
            continue
        found = _at(text, match.start(), era, headline=headline, terms=terms, row=row)
        if found:
            at = found.end
            if not is_told_in_passing(text, found.start, found.end, ahead=_is_ahead(found, era)):
                yield found


_ROW_END = re.compile(rf"(?<=\s)(?P<first>{_COUNTED_YEAR})(?:\s?[-–/]\s?(?P<last>{_COUNTED_YEAR}))?$")


def _last_of_row(text: str, era: Era) -> Deadline | None:
    """Return the year or the years in the last column of a row."""
    found = _ROW_END.search(text.rstrip())
    if found is None:
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    item = _Found(found.start(), found.end(), date(first, 1, 1), date(max(first, last), 12, 31))
    return None if _is_over(item, era) else Deadline(found[0], item.earliest, item.latest)


def _lies_back(found: _Found, era: Era) -> bool:
    return era.first is not None and (found.latest or date.max).year < era.first


def _is_ahead(found: _Found, era: Era) -> bool:
    """Tell whether a time surely lies ahead of the document."""
    if era.written:
        return (found.latest or date.max) > era.written
    return era.first is not None and (found.latest or date.max).year > era.first


def _is_over(found: _Found, era: Era) -> bool:
    """Tell whether a time lay well before the document: then it tells what was."""
    if era.written:
        return (found.latest or date.max) < era.written
    return era.first is not None and (found.latest or date.max).year < era.first - 1


def _at(text: str, start: int, era: Era, *, headline: bool, terms: bool, row: bool) -> _Found | None:
    """Return the time that begins exactly at ``start``."""
    near = _from_today(text, start, era.written) if era.written else None
    found = (
        near or (_within_at(text, start, era) if terms else None) or _related(text, start, era, terms=terms)
    )
    if found:
        return found
    stretch = _stretch_at(text, start, era, terms=terms)
    in_column = row and stretch is not None and stretch.dated and (not stretch.bare or stretch.joined)
    if stretch and (in_column or _stands_alone(text, start, stretch, era, headline=headline)):
        return _Found(start, stretch.end, *stretch.days)
    return None


def _related(text: str, start: int, era: Era, *, terms: bool) -> _Found | None:
    """Return the time that a relation at ``start`` introduces."""
    for relation, pattern in _RELATIONS:
        match = pattern.match(text, start)
        if match is None:
            continue
        stretch = _stretch_at(text, match.end(), era, terms=terms)
        if stretch is None or not _fits(relation, stretch, text, start, era):
            continue
        end = _closed(text, start, stretch.end)
        if relation == "before" and _MEANT_FOR.search(text[:start]):
            return _Found(match.end(), end, *stretch.days)
        further = _AND_ON.match(text, end) if relation in {"within", "from"} else None
        if further:
            return _Found(start, further.end(), stretch.days[0], None)
        days = _interval(relation, stretch, text, start)
        if relation == "from now":
            days = era.today, stretch.days[1]
        return _Found(start, end, *days, later=relation == "after")
    return None


def _closed(text: str, start: int, end: int) -> int:
    """Take a bracket along that was opened inside."""
    return end + 1 if "(" in text[start:end] and text[end : end + 1] == ")" else end


def _interval(
    relation: _Relation, stretch: _Stretch, text: str, start: int
) -> tuple[date | None, date | None]:
    first, last = stretch.days
    if stretch.forms == ("term",) and _AT_END.search(stretch.part):
        return None, last
    if relation == "until":
        return None, last
    if relation == "before":
        if not stretch.part and set(stretch.forms) & {"term", "coming"}:
            return first, last  # "voor deze periode": for as long as that
        if (
            "school year" in stretch.forms[0]
            and "van" not in text[start : start + 22]
            and text[start : start + 4].lower() == "voor"
        ):
            return first, last  # "voor het schooljaar 2025-2026": for that year
        if _AT_END.search(stretch.part):
            return None, last  # before the end of a year: within it
        if _is_budget(text, stretch, start):
            return first, last  # "voor 2025 is € 40.000 beschikbaar": for that year
        if "season" in stretch.forms[-1] and first.month == 6:
            return None, date(first.year, 6, 30)  # before the summer: before the holidays
        return None, first - timedelta(days=1)
    if relation == "after":
        return last + timedelta(days=1), None
    if (
        relation == "from"
        and not stretch.joined
        and not (stretch.part and text[start:].lower().startswith("per"))
    ):
        return first, None
    return first, last


_FOR_THE = re.compile(r"voor\s+(?:het\s+|de\s+)?(?!aanvang|begin|start)", re.IGNORECASE)
_AT_END = re.compile(r"eind|slot")
_MONEY = re.compile(
    r"€|\beuro\b|\b(?:budget|begrot\w*|begroot|beschikbaar|(?:ge)?reserve(?:er|rd?|ren)\w*|subsidie|raming|geraamd|"
    r"ramen|raamt|middelen|krediet|gelden|dekking|bedrag)\b", re.I)  # fmt: skip


def _is_budget(text: str, stretch: _Stretch, start: int) -> bool:
    """Tell whether money is set apart for a year; "vóór" and "tot" only say when."""
    for_the = bool(_FOR_THE.match(text, start))
    return stretch.bare and for_the and (stretch.joined or bool(_MONEY.search(text)))


def _fits(relation: _Relation, stretch: _Stretch, text: str, start: int, era: Era) -> bool:
    """Tell whether a relation and what follows make a deadline together."""
    forms = set(stretch.forms)
    first_word = text[start : start + 5].lower()
    if relation == "span":
        return stretch.joined or (
            bool(re.match(r".{0,12}(?:jaren|periode)", text[start:], re.I)) and stretch.dated
        )
    if relation == "after" and "term" in forms:
        return False
    if relation == "within" and first_word.startswith("op ") and not forms <= {"day", "week"}:
        return False
    if first_word.startswith("aan ") and not stretch.part:
        return False
    if stretch.dated:
        return True
    if relation != "from" and _RECURRING.search(text):
        return False
    # Without a year a season may return each year: it is one time in what is not for years.
    return relation != "within" or era.term is None or era.first == era.last or "season" not in forms


_MEANT_FOR = re.compile(
    r"\b(?:gepland|voorzien|bedoeld|ingepland|geagendeerd|begroot|geraamd|staat)\s+$", re.IGNORECASE
)
_RECURRING = re.compile(
    r"\b(?:jaarlijks\w*|(?:elk|ieder|per) (?:jaar|kwartaal)|elke|iedere)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:gereed|klaar|afgerond|afronding|oplever\w*|realisatie|start|planning|gepland|deadline|streefdatum|"
    r"streefjaar|einddatum|einde|uitvoering|besluitvorming|vaststelling|termijn|wanneer|jaar)\b\s*[:(]?\s*$",
    re.IGNORECASE)  # fmt: skip
_NOW = re.compile(
    r"(?:vanaf\s+(?:nu|heden|vandaag)|per\s+direct|met\s+onmiddellijke\s+ingang)\b", re.IGNORECASE
)
_AFTER_SO_LONG = re.compile(rf"over\s+{_COUNT}\s+{_UNIT}", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:^|[.,:;]\s+|\b(?:er|we|wij|is|zijn|wordt|worden|zal|zullen|pas|komt|komen|volgt|dat|en)\s+)$",
    re.IGNORECASE,
)
_COURSE = re.compile(r"\bloop\s+van\s+(?:het\s+)?$", re.IGNORECASE)
_WORD_JOINER = re.compile(r"\bt/m\b|\btot\b", re.IGNORECASE)
_EDGE = re.compile(r"(?:^|[(:;,–-])\s*$")
_NAME_BEFORE = re.compile(
    r"(?<=\s)[A-Z][\w’'-]*\s*\(?\s*$|(?:plan|visie|programma|agenda|nota|akkoord|strategie|afspraken|beleid|"
    r"kader|begroting|rekening|wet)\s*$"
)
_HEADING_WORD = re.compile(
    r"^\W*(?:[\d.]+\s+)?(?:planning|resultaten|resultaat|doelen|doelstellingen|mijlpalen|acties|actiepunten|"
    r"activiteiten|maatregelen|werkzaamheden|jaar|jaarschijf|fase(?: \w+)?|(?:korte|middellange|lange) "
    r"termijn)\s*[:(]?\s*$", re.IGNORECASE
)  # fmt: skip


def _stands_alone(text: str, start: int, stretch: _Stretch, era: Era, *, headline: bool) -> bool:
    """Tell whether a time that no preposition introduces is a deadline and not a part of a name."""
    before, after = text[:start], text[stretch.end :]
    forms = set(stretch.forms)
    if forms & {"term", "coming", "relative", "this season", "next school year"}:
        return True
    if not stretch.dated:
        ends = headline and "day" in forms and not after.strip(" .;)")
        one_year = era.term is None or era.first == era.last
        return (ends or bool(stretch.part)) and not _RECURRING.search(text) and one_year
    if stretch.part or forms & {"quarter", "half", "season", "school year"}:
        return True
    if _LABEL.search(before) or (stretch.joined and _WORD_JOINER.search(text[start : stretch.end])):
        return True
    if headline and _HEADING_WORD.search(before):
        return True
    if headline and not stretch.bare and not after.strip(" .;)"):
        return True
    if not _EDGE.search(before) or _NAME_BEFORE.search(before):
        return False
    if not stretch.bare or (stretch.joined and before.rstrip().endswith("(")):
        return not re.match(r"\s*[-–]", before)
    ends = (
        not after.strip(" .;)") or after.startswith(":") or (before.endswith("(") and after.startswith(")"))
    )
    return headline and ends


def _stretch_at(text: str, start: int, era: Era, *, terms: bool) -> _Stretch | None:
    """Read a point, or a run of points with words such as "tot" and "en" between them."""
    points: list[tuple[str, Point]] = []
    joiner, ends, at = "", [], start
    while True:
        part = _PART.match(text, at)
        point = _point_at(text, part.end() if part else at, era, terms=terms)
        whole = point is not None and point.form == "the year" and not part
        if point is None or (whole and not _COURSE.search(text[:at])):
            break
        points.append((part["part"].lower() if part else "", point))
        ends.append(joiner)
        following = _joiner_at(text, point.end)
        if following is None:
            break
        joiner, at = following
    return _resolved(points, ends, era) if points else None


def _joiner_at(text: str, at: int) -> tuple[str, int] | None:
    for name, pattern in _JOINERS:
        match = pattern.match(text, at)
        if match:
            return name, match.end()
    return None


def _resolved(points: list[tuple[str, Point]], joiners: list[str], era: Era) -> _Stretch | None:
    """Give each point of a run its year: its own, or that of the next one that has one."""
    days: list[Days] = []
    year: int | None = None
    for part, point in reversed(points):
        point = _alike(point, points[0][1], part, alone=len(points) == 2)
        year = point.year or year
        found = point.days(year) if year else ahead(point.days, era.today) if era.today else None
        if found is None:
            return None
        days.insert(0, part_of(found, part))
    first, last = min(day for day, _ in days), max(day for _, day in days)
    if joiners[-1] == "up to" and not points[-1][0]:
        last = max(first, days[-1][0] - timedelta(days=1))
    own = points[0][1]
    forms = tuple(point.form for _, point in points)
    dated = any(point.year is not None for _, point in points)
    return _Stretch(
        points[-1][1].end, (first, last), forms, points[0][0], dated, len(points) > 1 or own.form == "term"
    )


def _alike(point: Point, first: Point, part: str, *, alone: bool) -> Point:
    """Return a year behind another form as that form: "de zomers van 2026 en 2027", "schooljaren"."""
    if point.form != "year" or part or first.form == "year":
        return point
    if first.form == "school year":
        return replace(first, end=point.end, year=(point.year or 0) - 1)
    return replace(first, end=point.end, year=point.year) if alone else point


def _point_at(text: str, at: int, era: Era, *, terms: bool) -> Point | None:
    term = _term_at(text, at, era) if terms else None
    return term or point_at(text, at, era.today)


def _term_at(text: str, at: int, era: Era) -> Point | None:
    """Words that mean the document's own period, or a length of time from its beginning."""
    own = _OWN_TERM.match(text, at)
    if own and era.term:
        term = era.term
        return Point(own.end(), term[0].year, lambda _: term, "term")
    this_year = _NEXT_YEAR.match(text, at) if era.written else None
    if this_year and era.written:
        year = era.written, months_later(era.written, 12) - timedelta(days=1)
        return Point(this_year.end(), year[0].year, lambda _: year, "coming")
    coming = _COMING.match(text, at)
    start = era.today or (era.term[0] if era.term else None)
    if coming is None or start is None:
        return None
    days = start, _later(start, coming["count"], coming["unit"]) - timedelta(days=1)
    count = (number_of(coming["count"]) or 0) if coming["unit"].startswith("ja") else 0
    if era.term and abs(count - (era.term[1].year - era.term[0].year)) <= 1:
        days = era.term  # "de komende vier jaar" in a plan for four years is the plan's own time
    return Point(coming.end(), days[0].year, lambda _: days, "coming")


def _from_today(text: str, start: int, today: date) -> _Found | None:
    """Return "vanaf nu", or "over twee jaar" as the year, the month or the week that lies so far ahead."""
    now = _NOW.match(text, start)
    if now:
        return _Found(start, now.end(), today, None)
    after = _AFTER_SO_LONG.match(text, start)
    if after is None or not _ADVERBIAL.search(text[:start]):
        return None
    day = _later(today, after["count"], after["unit"])
    unit = after["unit"][:2].lower()
    if unit in {"we", "da"}:
        monday = day - timedelta(days=day.weekday())
        return _Found(start, after.end(), monday, monday + timedelta(days=6))
    days = month_days(day.year, day.month, day.month) if unit == "ma" else year_days(day.year)
    return _Found(start, after.end(), *days)


def _within_at(text: str, start: int, era: Era) -> _Found | None:
    """Return "binnen twee jaar", counted from the document's date or the beginning of its period."""
    match = _WITHIN.match(text, start)
    begin = era.written or (era.term[0] if era.term else None)
    if match is None or begin is None or _AFTER_ANOTHER.match(text, match.end()):
        return None
    if match["unit"][:2] in {"we", "da"} and (era.term or not era.written):
        return None  # in a plan for years, weeks are a rule for each case
    latest = _later(begin, match["count"], match["unit"])
    return _Found(start, match.end(), None, latest if era.written else latest - timedelta(days=1))


def _later(start: date, count: str, unit: str) -> date:
    words = {"een half": 0.5, "anderhalf": 1.5, "een": 1.0}
    amount = words.get(" ".join(count.lower().split())) or number_of(count) or 1.0
    if unit[:2].lower() in {"we", "da"}:
        return start + timedelta(days=round(amount * (7 if unit.lower().startswith("we") else 1)))
    months = round(amount * (12 if unit.lower().startswith("ja") else 1))
    return months_later(start, months)
