"""All Dutch that users see, in one place."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from kb.model import Answer, FileResult, Passage, Status, SyncReport

CLI_HELP = "Zoek terug wat er is beloofd: woord voor woord, met document, pagina en paragraaf."
HELP_JSON = "Schrijf JSON, één object per regel."
HELP_BATCH = (
    'Beantwoord alle regels {"id": "...", "question": "..."} van een bestand; - voor standaardinvoer.'
)
HELP_QUESTION = "De vraag, in gewone taal."
HELP_DOCUMENT = "Zoek alleen in dit document (mag vaker)."
HELP_KIND = "Zoek alleen in documenten van deze soort, zoals coalitieakkoord (mag vaker)."
HELP_FROM = "Alleen documenten waarvan de periode in of na dit jaar loopt."
HELP_TO = "Alleen documenten waarvan de periode in of voor dit jaar loopt."
HELP_SYNC = "Breng de index in lijn met een map: nieuwe, gewijzigde en verwijderde bestanden."
HELP_FOLDER = "De map met documenten; standaard corpus/."
HELP_DRY_RUN = "Zeg alleen wat er zou gebeuren."
HELP_SEARCH = "Zoek passages bij een vraag."
HELP_LIMIT = "Hoeveel passages ten hoogste."
HELP_EXPLAIN = "Zeg bij elke passage waarom zij gevonden is."
HELP_ASK = "Beantwoord een vraag met zinnen uit de documenten, elk met vindplaats."
HELP_READ = "Laat zien wat er uit een bestand gelezen wordt, stuk voor stuk."
HELP_FILE = "Een PDF, Word-, tekst-, Markdown- of HTML-bestand."
HELP_STATUS = "Zeg wat er in de verzameling zit."
HELP_SERVE = "Open de app op deze machine."
HELP_HOST = "Het adres waarop de app luistert; 127.0.0.1 is alleen deze machine."
HELP_PORT = "De poort waarop de app luistert."

HELP_MODEL = "Taalmodellen: welke er bekend zijn, en er een ophalen."
HELP_MODEL_LIST = "Noem de taalmodellen die bekend goed zijn in het Nederlands."
HELP_MODEL_FETCH = "Haal een taalmodel op in een map, voor een machine zonder internet."
HELP_MODEL_NAME = "De naam van het model, zoals clips/e5-small-trm-nl."
HELP_MODEL_TO = "De map waarin het model een eigen map krijgt."
MODEL_OFFLINE = (
    "offline: ingebouwd (all-MiniLM-L6-v2 achter een Nederlands-Engelse woordenlijst), Apache-2.0; standaard"
)
MODEL_FETCHED = "Opgehaald. Gebruik het met: WOORDHOUDER_MODEL={folder}"

BAD_SETTING = "De instelling '{name}' klopt niet: {reason}."
BAD_SETTINGS_FILE = "woordhouder.toml kan niet worden gelezen: {reason}"
BAD_SETTING_HINT = "Kijk in woordhouder.toml en naar de omgevingsvariabelen WOORDHOUDER_*."
YEARS_REVERSED = "--from is later dan --to."
QUESTION_OR_BATCH = "Geef een vraag of --batch BESTAND (niet allebei)."
BATCH_UNREADABLE = "Het bestand {file} kan niet worden gelezen: {reason}"
BATCH_LINE = "Regel {number} van het bestand is geen vraag."
BATCH_HINT = 'Elke regel is een JSON-object: {"id": "v1", "question": "wat is beloofd over zonnepanelen?"}'

ACTIONS = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "removed": "verwijderd",
    "unchanged": "ongewijzigd",
    "failed": "mislukt",
}

PIECES = {
    "heading": "kop",
    "body": "tekst",
    "bullet": "punt",
    "measure": "maatregel",
    "table": "tabelrij",
    "caption": "bijschrift",
    "footnote": "voetnoot",
    "quotation": "citaat",
    "boxed": "kader",
    "running": "kop- of voetregel",
}


def file_line(result: FileResult) -> str:
    """Say what happened to one file."""
    line = f"{ACTIONS[result.action]:<12} {result.file}"
    if result.pages:
        line += f" ({result.pages} pagina's, {result.chunks} passages)"
    if result.reason:
        line += f"\n    {result.reason}\n    {result.hint}"
    return "\n    ".join([line, *result.warnings])


def sync_summary(report: SyncReport) -> str:
    """Say what a sync did in one line."""
    actions = [result.action for result in report.files]
    counts = [f"{actions.count(key)} {word}" for key, word in ACTIONS.items() if key in actions]
    what = ", ".join(counts) or "geen bestanden gevonden"
    start = "Zou doen" if report.dry_run else "Klaar"
    return f"{start}: {what} ({report.seconds:.1f} s)."


def status_text(status: Status) -> str:
    """Say what the collection holds."""
    if status.last_sync is None:
        return "Er zijn nog geen documenten ingelezen. Draai eerst: woordhouder sync"
    return "\n".join(
        [
            f"documenten    {status.documents}",
            f"pagina's      {status.pages}",
            f"passages      {status.chunks}",
            f"toezeggingen  {status.commitments}",
            f"taalmodel     {status.model}",
            f"index         {status.index}",
            f"bijgewerkt    {status.last_sync}",
        ]
    )


def place(title: str, page: int, label: str | None, section: Sequence[str]) -> str:
    """Say where something stands, as a memo would."""
    printed = f" (gedrukt: {label})" if label and label != str(page) else ""
    return ", ".join([title, f"pagina {page}{printed}", *([" › ".join(section)] if section else [])])


def passages_text(question: str, passages: Sequence[Passage], *, explain: bool) -> str:
    """Set passages for a terminal."""
    if not passages:
        return f"Niets gevonden voor: {question}"
    blocks = []
    for passage in passages:
        head = f"{passage.rank}. {place(passage.title, passage.page, passage.page_label, passage.section)}"
        blocks.append(f"{head}\n{textwrap.indent(passage.text, '   ')}")
        blocks[-1] += "".join(
            f"\n   (bijna hetzelfde: {also.document}, pagina {also.page})" for also in passage.also
        )
        if explain:
            blocks[-1] += f"\n{textwrap.indent(match_text(passage), '   ')}"
    return "\n\n".join(blocks)


def match_text(passage: Passage) -> str:
    """Say why a passage was found, for a terminal."""
    match = passage.match
    lines = [
        f"[score {passage.score:.2f}; woorden {match.lexical:.2f}: {', '.join(match.terms) or 'geen'};"
        f" betekenis {match.semantic:.2f}: {match.sentence or 'hele passage'}]"
    ]
    lines += [f"[gezocht op {searched_for} in plaats van {asked}]" for asked, searched_for in match.changes]
    for word in match.words:
        english = f" ({word.gloss})" if word.gloss else ""
        lines.append(f"[{word.asked}{english} = {word.found}: {word.how}, {word.closeness:.2f}]")
    return "\n".join(lines)


def model_line(name: str, tokens: int, licence: str, note: str) -> str:
    """Describe a model in one line."""
    return f"{name}: {note}; leest {tokens} tokens; {licence}"


def answer_text(answer: Answer) -> str:
    """Set an answer with its sources for a terminal or a memo."""
    sources = [f"[{c.n}] {place(c.title, c.page, c.page_label, c.section)}" for c in answer.citations]
    return "\n".join([answer.text, "", "Bronnen:", *sources, "", searched(answer)])


def not_found_text(answer: Answer) -> str:
    """Say that nothing answers, why, what was searched and what comes nearest."""
    lines = [answer.text]
    if answer.nearest:
        lines += ["", "Het dichtst in de buurt, maar geen antwoord:"]
        for passage in answer.nearest:
            where = place(passage.title, passage.page, passage.page_label, passage.section)
            lines.append(f"- {where}: {textwrap.shorten(passage.text, 160, placeholder=' …')}")
    return "\n".join(lines)


def searched(answer: Answer) -> str:
    """Say how much was searched."""
    documents = "1 document" if answer.searched.documents == 1 else f"{answer.searched.documents} documenten"
    return f"Gezocht in {documents}, {answer.searched.pages} pagina's."


def piece_line(record: dict[str, Any]) -> str:
    """Set one piece of a reading for a terminal."""
    level = f" {record['level']}" if record["level"] else ""
    return f"p{record['page']:<4} {PIECES[record['kind']] + level:<18} {record['text']}"


# The server

READY = "Woordhouder staat klaar op {url}"
PORT_TAKEN = "Poort {port} op {host} is al in gebruik."
PORT_TAKEN_HINT = "Sluit het andere programma, of kies een andere poort: woordhouder serve --port 7861"
