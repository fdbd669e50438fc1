"""The parts of the page that show what went wrong, so that a person can see why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evals.model import Record
from evals.report.markup import Html, badge, join, section, tag
from evals.texts import METRICS, PIECES, REASONS, RELATIONS, SELECTIONS, decimal, slice_label

_FIELD_NAMES = {
    "text": "de tekst", "hyphens": "een afbreekstreepje", "kind": "de soort", "page": "de pagina",
    "page_end": "de laatste pagina", "level": "het niveau", "bullet_level": "het niveau",
    "number": "het nummer",
    "lead": "de regel erboven", "speaker": "de spreker", "header": "de kop van de tabel",
}  # fmt: skip


def questions(report: Record) -> Html:
    """Return the questions that went wrong, to be filtered by reason and kind, each to be opened."""
    failures = report["failures"]["questions"]
    if not failures:
        return Html("")
    return section(
        f"Vragen om na te kijken ({len(failures)})",
        _filters(failures),
        tag("div", *(_question(failure) for failure in failures), id="lijst"),
        tag("p", "Geen vraag voldoet aan beide keuzes.", id="leeg", hidden=True, class_="facts"),
        id_="vragen",
        intro=_which(report),
    )


def reading(report: Record) -> Html:
    """Return the pieces that were read otherwise than a person reads them."""
    failures = report["failures"]["reading"]
    if not failures:
        return Html("")
    items = (_read(failure) for failure in failures)
    return section(f"Anders gelezen ({len(failures)})", _folded(items, "Toon de lijst"), id_="gelezen")


def commitments(report: Record) -> Html:
    """Return commitments that were missed, made up, or taken from a look-alike."""
    failures = report["failures"]["commitments"]
    if not failures:
        return Html("")
    titles = {
        "missed": "Gemist",
        "invented": "Ten onrechte gevonden",
        "taken": METRICS["look_alikes_taken"].label,
    }
    parts = [
        _folded((_quoted(item) for item in failures[name]), f"{title} ({len(failures[name])})")
        for name, title in titles.items()
    ]
    return section("Toezeggingen om na te kijken", *parts, id_="toezeggingen-fout")


def links(report: Record) -> Html:
    """Return the links that were not found or have another relation."""
    failures = report["failures"]["links"]
    if not failures:
        return Html("")
    items = (_link(failure) for failure in failures)
    return section(
        f"Verbanden om na te kijken ({len(failures)})", _folded(items, "Toon de lijst"), id_="verbanden-fout"
    )


def _which(report: Record) -> str:
    shown = report["failures"]["shown"]
    if report["set"] == "all" and not report["own_questions"]:
        return (
            f"Alleen van de {SELECTIONS[shown]}: wat in de testhelft misging blijft dicht, "
            "zodat niemand erop afstelt."
        )
    return "Klap een vraag open om te zien wat verwacht werd en wat er gevonden is."


def _filters(failures: Sequence[Record]) -> Html:
    reasons = Counter(reason for failure in failures for reason in failure["reasons"])
    kinds = Counter(failure["kind"] for failure in failures)
    return tag(
        "div",
        _select(
            "reden", "alle redenen", [(r, f"{REASONS[r]} ({reasons[r]})") for r in REASONS if r in reasons]
        ),
        _select("soort", "alle soorten", [(k, f"{slice_label(k)} ({kinds[k]})") for k in sorted(kinds)]),
        class_="filters",
    )


def _select(name: str, all_of_them: str, options: Sequence[tuple[str, str]]) -> Html:
    choices = [
        tag("option", all_of_them, value=""),
        *(tag("option", label, value=value) for value, label in options),
    ]
    return tag("label", f"{name} ", tag("select", *choices, id=f"filter-{name}"))


def _question(failure: Record) -> Html:
    tones = {"not-refused": "bad", "not-verbatim": "bad", "wrong-answer": "warn", "incomplete": ""}
    badges = join(badge(REASONS[r], tones.get(r, "warn")) for r in failure["reasons"])
    summary = tag(
        "summary",
        tag("span", failure["id"], class_="id"),
        tag("span", failure["question"], class_="q"),
        tag("span", badge(slice_label(failure["kind"])), badges, class_="badges"),
    )
    return tag(
        "details",
        summary,
        tag("div", _expected(failure), _answer(failure), _found(failure), class_="inside"),
        class_="failure",
        id=failure["id"],
        data_kind=failure["kind"],
        data_reasons=" ".join(failure["reasons"]),
    )


def _expected(failure: Record) -> Html:
    if not failure["expected"]:
        return tag("div", tag("h3", "Verwacht"), tag("p", "Geen antwoord: dit staat niet in de documenten."))
    groups = [
        tag("li", join(_alternative(one, first=not n) for n, one in enumerate(group)))
        for group in failure["expected"]
    ]
    strings = ", ".join(" of ".join(f"“{s}”" for s in group) for group in failure["strings"])
    return tag(
        "div",
        tag("h3", "Verwacht"),
        tag("ol", *groups),
        tag("p", f"In het antwoord: {strings}.", class_="facts") if strings else "",
    )


def _alternative(evidence: Record, first: bool) -> Html:
    return join(
        (
            "" if first else tag("p", "of", class_="or"),
            tag("blockquote", evidence["quote"]),
            tag("p", evidence["document"], class_="where"),
        )
    )


def _answer(failure: Record) -> Html:
    answer = failure["answer"]
    if answer is None:
        return Html("")
    if not answer["answered"]:
        return tag("div", tag("h3", "Antwoord"), tag("p", "Niet gevonden, zei het systeem."))
    missing = f"Ontbreekt: {', '.join(failure['missing'])}." if failure["missing"] else ""
    quotes = (join((tag("blockquote", c["quote"]), _where(c))) for c in answer["citations"])
    return tag("div", tag("h3", "Antwoord"), *quotes, tag("p", missing, class_="facts") if missing else "")


def _found(failure: Record) -> Html:
    place = f"Het bewijs staat op plaats {failure['rank']}." if failure["rank"] else ""
    hits = (
        tag(
            "li",
            _where(hit, tag("span", f" · {decimal(hit['score'])}") if hit["score"] else ""),
            tag("p", hit["text"], class_="passage"),
            class_="right" if hit["right"] else None,
        )
        for hit in failure["found"]
    )
    nothing = tag("p", "Niets.") if not failure["found"] else ""
    return tag(
        "div",
        tag("h3", "Gevonden"),
        nothing,
        tag("p", place, class_="facts") if place and failure["expected"] else "",
        tag("ol", *hits, class_="hits"),
    )


def _where(item: Record, *more: object) -> Html:
    page = f", p. {item['page']}" if item.get("page") else ""
    path = " › ".join(item.get("section") or ())
    return tag("p", f"{item['document']}{page}", f" · {path}" if path else "", *more, class_="where")


def _read(failure: Record) -> Html:
    wrong = ", ".join(_FIELD_NAMES.get(name, name) for name in failure["wrong"])
    found = failure["found"]
    shown = "Niets dat erop lijkt." if found is None else f"[{PIECES[found['kind']]}] {found['text']}"
    expected = "; ".join(f"{_FIELD_NAMES.get(k, k)}: {v}" for k, v in failure["expected"].items())
    was = "; ".join(
        f"{_FIELD_NAMES.get(k, k)}: {found[k]}"
        for k in ("page_end", "level", "lead", "number", "speaker", "header")
        if found and found.get(k) is not None and (k in failure["wrong"] or f"bullet_{k}" in failure["wrong"])
    )
    return tag(
        "div",
        tag(
            "p", tag("b", failure["id"]), f" {slice_label(failure['what'])} · anders: {wrong}", class_="where"
        ),
        tag("blockquote", f"[{PIECES[failure['kind']]}] {failure['text']}"),
        tag("p", expected, class_="facts") if expected else "",
        tag("blockquote", shown, class_="got"),
        tag("p", was, class_="facts") if was else "",
        tag("p", f"{failure['document']}, p. {failure['page']}", class_="where"),
        class_="entry",
    )


def _quoted(item: Record) -> Html:
    label = item.get("kind") or item.get("reason") or ""
    return tag(
        "div", tag("blockquote", item["quote"]), _where(item, f" · {label}" if label else ""), class_="entry"
    )


def _link(failure: Record) -> Html:
    why = "andere relatie" if failure["found"] else "niet gevonden"
    members = (join((tag("blockquote", m["quote"]), _where(m))) for m in failure["members"])
    title = tag(
        "p",
        tag("b", failure["id"]),
        f" {failure['subject']} · {RELATIONS[failure['relation']]} · {why}",
        class_="where",
    )
    return tag("div", title, *members, class_="entry")


def _folded(items: Iterable[Html], title: str) -> Html:
    return tag("details", tag("summary", title), join(items), class_="folded")
