"""The gold sets: read line by line, checked, and refused with every bad line named.

Each check raises nothing by itself: it adds a sentence to the list of problems, so that whoever makes a
set sees all that is wrong with it at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from evals.corpus import Corpus
from evals.errors import DatasetError
from evals.model import (
    QUESTION_KINDS,
    DoubleItem,
    Evidence,
    GoldCommitment,
    GoldLink,
    JudgedLink,
    Member,
    Question,
    ReadingItem,
    Record,
)
from ingest.model import PIECE_KINDS

KINDS = ("resultaat", "actie", "norm", "onderzoek", "streven")
STRENGTHS = ("hard", "zacht")
RELATIONS = ("same", "sharpened", "weakened", "conflict", "fulfilled", "related")
BOUNDS = ("exact", "min", "max", "about")
LANGUAGES = ("nl", "en")
HINT = "Verbeter de genoemde regels; evals/README.md zegt wat er in elk veld hoort."

_NUMBERED = re.compile(r"(\d+)$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Region:
    """A page in which every commitment was annotated."""

    document: str
    page: int


@dataclass(frozen=True, slots=True)
class GoldSets:
    """All gold sets of one evaluation; an own question file comes without the others."""

    questions: tuple[Question, ...]
    commitments: tuple[GoldCommitment, ...] = ()
    regions: tuple[Region, ...] = ()
    links: tuple[GoldLink, ...] = ()
    reading: tuple[ReadingItem, ...] = ()
    double: tuple[DoubleItem, ...] = ()
    judged: tuple[JudgedLink, ...] = ()


class Line:
    """One line of a set: gives its fields by type and collects what is wrong with them."""

    def __init__(self, number: int, record: Record, problems: list[str]) -> None:
        self.number = number
        self.record = record
        self._problems = problems

    def inner(self, record: Record) -> Line:
        """Return an object inside this line, which reports under the same line number."""
        return Line(self.number, record, self._problems)

    def problem(self, name: str, what: str, hint: str) -> None:
        """Record that a field is wrong, and what to do."""
        self._problems.append(f"  regel {self.number}, veld '{name}': {what} {hint}")

    def text(self, name: str) -> str:
        """Return a field that must be a text with something in it."""
        value = self.record.get(name)
        if isinstance(value, str) and value.strip():
            return value
        self.problem(name, _found(value), "Vul een tekst in.")
        return ""

    def number_of(self, name: str) -> int:
        """Return a field that must be a whole number from 1."""
        value = self.record.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self.problem(name, _found(value), "Vul een heel getal in, vanaf 1.")
        return 0

    def choice(self, name: str, options: Sequence[str], default: str | None = None) -> str:
        """Return a field that must be one of ``options``."""
        value = self.record.get(name, default)
        if value in options:
            return str(value)
        self.problem(name, _found(value), f"Kies uit: {', '.join(options)}.")
        return options[0]

    def truth(self, name: str, default: bool | None = None) -> bool:
        """Return a field that must be true or false."""
        value = self.record.get(name, default)
        if isinstance(value, bool):
            return value
        self.problem(name, _found(value), "Vul true of false in.")
        return False

    def listed(self, name: str, kind: type, hint: str) -> list[Any]:
        """Return a field that must be a list with only values of ``kind``."""
        value = self.record.get(name, [])
        if isinstance(value, list) and all(isinstance(item, kind) for item in value):
            return value
        self.problem(name, "heeft niet de goede vorm.", hint)
        return []


def own_folder() -> Path:
    """Return the folder with the project's own gold sets."""
    return Path(str(files("evals")))


def load_gold(corpus: Corpus, folder: Path | None = None) -> GoldSets:
    """Return the gold sets in a folder, the project's own by default; only the questions must be there.

    Raises:
        DatasetError: a line is not right, or a quote does not stand in the corpus.
    """
    sets = folder or own_folder()

    def there(name: str, load: Callable[[Path], tuple[Item, ...]]) -> tuple[Item, ...]:
        return load(sets / name) if (sets / name).exists() else ()

    return GoldSets(
        questions=load_questions(sets / "questions.jsonl", corpus),
        commitments=there("commitments.jsonl", lambda path: load_commitments(path, corpus)),
        regions=there("regions.jsonl", lambda path: load_regions(path, corpus)),
        links=there("links.jsonl", lambda path: load_links(path, corpus)),
        reading=there("reading.jsonl", lambda path: load_reading(path, corpus)),
        double=there("double.jsonl", load_double),
        judged=there("link_judgements.jsonl", lambda path: load_judged(path, corpus)),
    )


def load_questions(path: Path, corpus: Corpus) -> tuple[Question, ...]:
    """Return the questions in ``path``. Raises DatasetError, naming every bad line."""
    return _load(path, lambda line: _question(line, corpus))


def load_commitments(path: Path, corpus: Corpus) -> tuple[GoldCommitment, ...]:
    """Return the annotated sentences in ``path``. Raises DatasetError, naming every bad line."""
    return _load(path, lambda line: _commitment(line, corpus))


def load_regions(path: Path, corpus: Corpus) -> tuple[Region, ...]:
    """Return the annotated pages in ``path``. Raises DatasetError, naming every bad line."""
    return _load(path, lambda line: _region(line, corpus), with_id=False)


def load_links(path: Path, corpus: Corpus) -> tuple[GoldLink, ...]:
    """Return the links in ``path``. Raises DatasetError, naming every bad line."""
    return _load(path, lambda line: _link(line, corpus))


def load_judged(path: Path, corpus: Corpus) -> tuple[JudgedLink, ...]:
    """Return the judged links in ``path``. Raises DatasetError, naming every bad line."""
    return _load(path, lambda line: _judged(line, corpus))


def load_reading(path: Path, corpus: Corpus) -> tuple[ReadingItem, ...]:
    """Return the reading items in ``path``. Raises DatasetError, naming every bad line."""
    return _load(path, lambda line: _reading(line, corpus))


def load_double(path: Path) -> tuple[DoubleItem, ...]:
    """Return the sentences that were labelled twice. Raises DatasetError, naming every bad line."""
    return _load(path, _double, with_id=False)


def number_of(item_id: str) -> int:
    """Return the number at the end of an id, which decides its half; 0 when there is none."""
    found = _NUMBERED.search(item_id)
    return int(found.group(1)) if found else 0


def _load(path: Path, build: Callable[[Line], Item], with_id: bool = True) -> tuple[Item, ...]:
    problems: list[str] = []
    lines = list(_lines(path, problems))
    if with_id:
        _check_ids(lines)
    items = tuple(build(line) for line in lines)
    if not items and not problems:
        problems.append("  het bestand is leeg.")
    if problems:
        raise DatasetError(_in_order(problems), f"{HINT} Bestand: {path}")
    return items


def _in_order(problems: Iterable[str]) -> list[str]:
    def line_number(problem: str) -> int:
        found = re.match(r"\s*regel (\d+)", problem)
        return int(found.group(1)) if found else 0

    return sorted(problems, key=line_number)


def _lines(path: Path, problems: list[str]) -> Iterable[Line]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            [f"  {path} kan niet worden gelezen: {error}"],
            "Geef een bestand met op elke regel een JSON-object, in UTF-8.",
        ) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(
                f"  regel {number}: geen geldige JSON ({error}). Zet een heel object op een regel."
            )
            continue
        if not isinstance(record, dict):
            problems.append(f"  regel {number}: geen JSON-object. Begin de regel met {{ en eindig met }}.")
            continue
        yield Line(number, record, problems)


def _check_ids(lines: Sequence[Line]) -> None:
    seen: dict[str, int] = {}
    for line in lines:
        key = line.record.get("id")
        if not isinstance(key, str) or not number_of(key):
            line.problem("id", _found(key), "Geef een id dat op een nummer eindigt, zoals v001.")
        elif key in seen:
            line.problem("id", f"'{key}' staat ook op regel {seen[key]}.", "Geef elke regel een eigen id.")
        else:
            seen[key] = line.number


def _found(value: object) -> str:
    if value is None or value == "":
        return "ontbreekt."
    shown = json.dumps(value, ensure_ascii=False)
    return f"is {shown if len(shown) <= 60 else shown[:57] + '...'}."


def _question(line: Line, corpus: Corpus) -> Question:
    kind = line.choice("kind", QUESTION_KINDS)
    false_premise = line.truth("false_premise", False)
    evidence = line.listed("evidence", list, 'Vul groepen in: [[{"document": "...", "quote": "..."}]].')
    groups = tuple(_alternatives(line, group, corpus) for group in evidence)
    answer = line.listed("answer", list, 'Vul groepen van teksten in: [["2.250"]].')
    strings = tuple(_strings(line, group) for group in answer)
    if kind == "unanswerable":
        if strings or (groups and not false_premise):
            line.problem("evidence", "hoort leeg te zijn bij unanswerable.", "Haal bewijs en antwoord weg.")
    elif not groups or not all(groups):
        line.problem("evidence", "is leeg.", "Geef de zin waarop het antwoord rust.")
    elif not strings or not all(strings):
        line.problem("answer", "is leeg.", "Geef wat er in een goed antwoord moet staan.")
    return Question(
        id=str(line.record.get("id", "")),
        question=line.text("question"),
        language=line.choice("language", LANGUAGES, "nl"),
        kind=kind,  # type: ignore[arg-type]  # choice() gives one of QUESTION_KINDS
        evidence=groups,
        answer=strings,
        false_premise=false_premise,
    )


def _alternatives(line: Line, group: list[Any], corpus: Corpus) -> tuple[Evidence, ...]:
    found = []
    for item in group:
        if not isinstance(item, dict) or not all(isinstance(item.get(f), str) for f in ("document", "quote")):
            line.problem(
                "evidence", "heeft niet de goede vorm.", "Elk bewijs heeft een document en een quote."
            )
            continue
        _check_quote(line, "evidence", item["document"], item["quote"], None, corpus)
        found.append(Evidence(item["document"], item["quote"]))
    return tuple(found)


def _strings(line: Line, group: list[Any]) -> tuple[str, ...]:
    if all(isinstance(item, str) and item.strip() for item in group):
        return tuple(group)
    line.problem(
        "answer", "heeft een groep met iets anders dan tekst.", "Zet getallen tussen aanhalingstekens."
    )
    return ()


def _commitment(line: Line, corpus: Corpus) -> GoldCommitment:
    is_commitment = line.truth("commitment")
    document, page, quote = _place(line, corpus)
    if is_commitment:
        line.choice("kind", KINDS)
        line.choice("strength", STRENGTHS)
        line.listed("topics", str, "Vul een lijst met onderwerpen in.")
        _check_quantities(line)
        _check_deadline(line)
    return GoldCommitment(str(line.record.get("id", "")), document, page, is_commitment, quote, line.record)


def _check_quantities(line: Line) -> None:
    for quantity in line.listed("quantities", dict, "Vul een lijst met hoeveelheden in."):
        value = quantity.get("value")
        if not isinstance(value, int | float) or isinstance(value, bool):
            line.problem("quantities", f"value {_found(value)}", "Vul een getal in.")
        if quantity.get("bound") not in BOUNDS:
            line.problem(
                "quantities", f"bound {_found(quantity.get('bound'))}", f"Kies uit: {', '.join(BOUNDS)}."
            )


def _check_deadline(line: Line) -> None:
    deadline = line.record.get("deadline")
    if deadline is None:
        return
    if not isinstance(deadline, dict):
        line.problem("deadline", _found(deadline), "Vul null in, of text, earliest en latest.")
        return
    for end in ("earliest", "latest"):
        value = deadline.get(end)
        if value is not None and not (isinstance(value, str) and _DATE.fullmatch(value)):
            line.problem("deadline", f"{end} {_found(value)}", "Schrijf een datum als 2026-12-31, of null.")


def _region(line: Line, corpus: Corpus) -> Region:
    document, page = line.text("document"), line.number_of("page")
    _check_document(line, "document", document, corpus)
    return Region(document, page)


def _link(line: Line, corpus: Corpus) -> GoldLink:
    members = []
    for item in line.listed("members", dict, "Vul een lijst van document, page en quote in."):
        document, page, quote = _place(line.inner(item), corpus)
        members.append(Member(document, page, quote))
    if len(members) < 2:
        line.problem("members", "heeft er minder dan twee.", "Een verband heeft twee plaatsen of meer.")
    relation = line.choice("relation", RELATIONS)
    return GoldLink(str(line.record.get("id", "")), line.text("subject"), relation, tuple(members))


def _judged(line: Line, corpus: Corpus) -> JudgedLink:
    members = []
    for item in line.listed("members", dict, "Vul een lijst van document, page en quote in."):
        inner = line.inner(item)
        member = Member(inner.text("document"), inner.number_of("page"), inner.text("quote"))
        if _check_document(inner, "document", member.document, corpus):
            text = corpus.texts[member.document]
            whole = member.page in text.pages_of(member.quote)
            last = min(member.page + 1, len(text.pages))
            if not whole and not text.stands_in_parts(member.quote, member.page, last):
                line.problem("quote", f"'{member.quote[:50]}...' staat er niet.", "Neem het letterlijk over.")
        members.append(member)
    if len({member.document for member in members}) < 2:
        line.problem("members", "staan in één document.", "Beoordeel verbanden tussen documenten.")
    relation, right = line.choice("relation", RELATIONS), line.truth("right")
    return JudgedLink(str(line.record.get("id", "")), relation, tuple(members), right, line.text("reason"))


def _reading(line: Line, corpus: Corpus) -> ReadingItem:
    document, page = line.text("document"), line.number_of("page")
    _check_document(line, "document", document, corpus)
    kind = line.choice("kind", PIECE_KINDS)
    text, what = line.text("text"), line.text("what")
    return ReadingItem(str(line.record.get("id", "")), document, page, what, kind, text, line.record)


def _double(line: Line) -> DoubleItem:
    labels = []
    for name in ("first", "second"):
        value = line.record.get(name)
        if not isinstance(value, dict) or not isinstance(value.get("commitment"), bool):
            line.problem(name, "heeft niet de goede vorm.", "Vul commitment, kind en strength in.")
            value = {"commitment": False}
        labels.append(value)
    return DoubleItem(line.text("document"), line.number_of("page"), line.text("text"), *labels)


def _place(line: Line, corpus: Corpus) -> tuple[str, int, str]:
    document, page, quote = line.text("document"), line.number_of("page"), line.text("quote")
    if document and page and quote:
        _check_quote(line, "quote", document, quote, page, corpus)
    return document, page, quote


def _check_document(line: Line, name: str, document: str, corpus: Corpus) -> bool:
    if document in corpus.texts:
        return True
    line.problem(name, f"document '{document}' is er niet.", f"Kies uit: {', '.join(corpus.ids)}.")
    return False


def _check_quote(line: Line, name: str, document: str, quote: str, page: int | None, corpus: Corpus) -> None:
    if not _check_document(line, name, document, corpus):
        return
    pages = corpus.pages_of(document, quote)
    start = quote[:50]
    if not pages:
        line.problem(
            name,
            f"'{start}...' staat niet in {document}.",
            "Neem de woorden letterlijk over uit het document.",
        )
    elif page is not None and page not in pages:
        where = ", ".join(map(str, pages))
        line.problem("page", f"'{start}...' begint op pagina {where}, niet op {page}.", "Verbeter de pagina.")
