"""From chosen sentences to an answer: citations that stand on their pages, and the text around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Document, Span
from kb.answers.differences import conflict_text, conflicts, difference_text
from kb.answers.evidence import Weighed, refers_back
from kb.answers.frames import count, say, value_name
from kb.answers.question import STRICT, Question
from kb.answers.runs import Run, between
from kb.answers.shelf import Sentence, Shelf, Volume, spans_of
from kb.answers.values import Value
from kb.answers.verify import stands_on_page, supported
from kb.model import Citation, Commitment, Note

_MAX_QUOTE = 700


@dataclass(frozen=True, slots=True)
class Quoted:
    """Sentences that stand in one run and are quoted together, the best of them, and all that were chosen."""

    sentences: tuple[Sentence, ...]
    best: Weighed
    chosen: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation that passed the check, the best of its sentences, and its text: a line, or one an item.

    ``chosen`` are the sentences that it is quoted for; the others stand between them, or explain them.
    """

    citation: Citation
    best: Weighed
    lines: tuple[str, ...]
    chosen: tuple[Weighed, ...] = ()


def quote_together(runs: Sequence[Run], shelf: Shelf) -> list[Quoted]:
    """Join runs that stand side by side, and give those that point back the sentence before them."""
    quoted: list[Quoted] = []
    for run in runs:
        volume = shelf.volume(run.best.sentence.version)
        taken = {s.key for q in quoted for s in q.sentences}
        if run.best.sentence.key in taken:
            continue
        sentences = _with_reference(run.sentences, volume)
        if any(s.key in taken for s in sentences):
            sentences = (run.best.sentence,)
        joined = next((q for q in quoted if _adjoin(q, sentences, volume)), None)
        if joined is None:
            quoted.append(Quoted(sentences, run.best, (run.best,)))
            continue
        both = {s.key: s for s in (*joined.sentences, *sentences)}
        whole = tuple(both[key] for key in sorted(both))
        quoted[quoted.index(joined)] = replace(joined, sentences=whole, chosen=(*joined.chosen, run.best))
    return quoted


def _with_reference(run: tuple[Sentence, ...], volume: Volume) -> tuple[Sentence, ...]:
    first = run[0]
    index = volume.order[first.key]
    before = volume.sentences[index - 1] if index else None
    if not refers_back(first) or before is None or before.text != first.before:
        return run
    return (before, *run) if between(before, first, volume) is not None else run


def _adjoin(quoted: Quoted, run: Sequence[Sentence], volume: Volume) -> bool:
    first, last = quoted.sentences[0], quoted.sentences[-1]
    if sum(len(s.text) for s in (*quoted.sentences, *run)) > _MAX_QUOTE:
        return False
    return between(last, run[0], volume) is not None or between(run[-1], first, volume) is not None


def cite(quoted: Sequence[Quoted], shelf: Shelf, documents: Mapping[str, Document]) -> list[Cited]:
    """Return the citations that pass the check, numbered from 1."""
    cited: list[Cited] = []
    for item in quoted:
        volume = shelf.volume(item.best.sentence.version)
        document = documents[item.best.sentence.version]
        for sentences, chosen in ((item.sentences, item.chosen), ((item.best.sentence,), (item.best,))):
            citation = _citation(len(cited) + 1, sentences, document, volume)
            if stands_on_page(citation, volume.pages):
                cited.append(Cited(citation, item.best, _lines(sentences), chosen))
                break
    return cited


def _citation(n: int, sentences: Sequence[Sentence], document: Document, volume: Volume) -> Citation:
    quote, spans = _quotation(sentences, volume)
    piece = sentences[0].piece
    return Citation(
        n=n,
        document=document.id,
        title=document.title,
        page=spans[0].page,
        page_end=spans[-1].page,
        page_label=volume.pages[spans[0].page].label,
        section=piece.section,
        quote=quote,
        spans=spans,
        lead=piece.lead,
    )


def _quotation(sentences: Sequence[Sentence], volume: Volume) -> tuple[str, tuple[Span, ...]]:
    """The words of a run as they stand on the page, marks of items between them included, and their place."""
    quote = ""
    spans: list[Span] = []
    before = None
    for sentence in sentences:
        own = spans_of(sentence.piece, sentence.start, sentence.end, volume.pages)
        mark = between(before, sentence, volume) if before is not None else ""
        if mark is not None and mark.strip() and spans:
            # The mark is quoted, so its place is too: one span from before it to after it.
            last, first = spans.pop(), own[0]
            own = (Span(last.page, last.start, first.end), *own[1:])
        quote += (mark or " " * bool(quote)) + sentence.text
        spans += own
        before = sentence
    return quote, tuple(dict.fromkeys(spans))


def _lines(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The text of a run: items each on a line of their own, other sentences together."""
    lines: list[str] = []
    before = None
    for sentence in sentences:
        apart = sentence.piece.kind == "bullet" and sentence.part == 0
        ends = before is not None and before.piece.kind == "bullet" and before.position != sentence.position
        if before is None or apart or ends:
            lines.append(sentence.text)
        else:
            lines[-1] += f" {sentence.text}"
        before = sentence
    return tuple(lines)


def short_answer(question: Question, cited: Sequence[Cited]) -> str:
    """Return the value that answers, as the document writes it, with its number; empty where none is sure."""
    citation, best = cited[0].citation, cited[0].best
    if question.wanted not in STRICT or not best.values:
        return ""
    value = _extended(_nearest(question, best), best)
    return f"{value} [{citation.n}]" if supported(value, [f"{citation.lead or ''} {citation.quote}"]) else ""


_BOUND = re.compile(
    r"(?:(?:circa|ca\.|ongeveer|minimaal|maximaal|minstens|hooguit|ten minste|tenminste|ruim|bijna|meer dan|"
    r"minder dan|uiterlijk(?: op)?|voor|vanaf|tot en met|t/m|tot|eind|begin|medio)\s+)+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+(?:[a-zà-ÿ-]+\s+)?[a-zà-ÿ-]{3,}(?:en|s|ën)\b")


def _nearest(question: Question, best: Weighed) -> Value:
    """The value nearest to the question's words; the first where none is near."""
    text = best.sentence.text
    places = [text.lower().find(term.surface.lower()) for term in question.counted or question.terms]
    places = [place for place in places if place >= 0]
    if not places:
        return best.values[0]
    return min(best.values, key=lambda v: (min(abs(v.start - place) for place in places), v.start))


def _extended(value: Value, best: Weighed) -> str:
    """The value with the words that bound it ("ten minste") and what it counts ("2.250 woningen")."""
    text = best.sentence.text
    if text[value.start : value.end] != value.text:
        return value.text  # it stands in the lead
    bound = _BOUND.search(text[: value.start])
    counted = _COUNTED.match(text[value.end :]) if value.kind == "number" else None
    return text[
        bound.start() if bound else value.start : value.end + (counted.end() if counted else 0)
    ].strip()


def notes_on(question: Question, citations: Sequence[Citation]) -> tuple[Note, ...]:
    """Return what is to be said about the evidence: contradictions, and what differs between documents."""
    notes = [Note("conflict", conflict_text(c, question)) for c in conflicts(citations)]
    if question.wanted == "comparison" or len(question.documents) > 1:
        difference = difference_text(citations, question.language)
        notes += [Note("difference", difference)] if difference else []
    quotes = [f"{c.lead or ''} {c.quote}" for c in citations]
    return tuple(note for note in notes if _numbers_stand(note.text, quotes))


def _numbers_stand(text: str, quotes: Sequence[str]) -> bool:
    return supported(text.partition(":")[2], quotes)


def counted(question: Question, cited: Sequence[Cited]) -> str:
    """Say how many statements follow, of how many documents; commitments where all of them are."""
    language = question.language
    chosen = [weighed for c in cited for weighed in c.chosen]
    what = "promises" if all(weighed.candidate.promise > 0.0 for weighed in chosen) else "statements"
    documents = len({c.citation.document for c in cited})
    return say(
        "counted",
        language,
        statements=count(what, len(chosen), language),
        documents=count("documents", documents, language),
    )


def text_of(short: str, cited: Sequence[Cited], notes: Sequence[Note]) -> str:
    """Set an answer: the value, the quotations under the titles of their documents, the notes."""
    lines = [short] if short else []
    title = lead = ""
    for citation, own_lines in ((c.citation, c.lines) for c in cited):
        if citation.title != title:
            title, lead = citation.title, ""
            lines.append(f"{title}:")
        own = lead_of(citation)
        if own and own != lead and not lines[-1].startswith(f"- {own} ["):
            lines.append(own)
        lead = own
        lines += [f"- {line} [{citation.n}]" for line in own_lines]
    return "\n".join([*lines, *(note.text for note in notes)])


def lead_of(quoted: Citation | Commitment) -> str:
    """Return the line that governs a quotation; nothing when it is a heading, or stands in the quotation."""
    lead = quoted.lead or ""
    return "" if lead in quoted.section or lead in quoted.quote else lead


def not_found_text(
    question: Question,
    searched: tuple[str, str],
    nearest: tuple[str, int, tuple[str, ...]] | None,
    contradiction: str,
    *,
    no_value: bool,
) -> str:
    """Say that the documents do not answer, what was searched, and where to look.

    ``nearest`` is the title, page and section of the passage that comes closest; ``no_value`` tells that the
    sentences on the subject hold no value of the kind asked for.
    """
    language = question.language
    lines = [say("not_found", language), *([contradiction] if contradiction else [])]
    what = value_name(question.wanted, language)
    if what and no_value and not contradiction:
        lines.append(say("no_value", language, what=what))
    lines.append(say("searched", language, documents=searched[0], pages=searched[1]))
    if nearest:
        title, page, section = nearest
        under = say("section", language, section=section[-1]) if section else ""
        lines.append(say("look_in", language, title=title, page=page, section=under))
    return "\n".join(lines)
