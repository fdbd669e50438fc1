"""The Dutch of the register on the command line; the exports have their own in ``kb.export.wording``."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from kb.export.wording import PRESENCES, RELATIONS, count, where
from kb.model import Link, RegisterNote, RegisterReport
from kb.register.model import Change, Entry, ImportLine, ImportReport, Registered

HELP_COMMITMENTS = "Laat zien wat er is beloofd, en wat ervan is geworden."
HELP_LINKS = "Laat zien welke uitspraken bij elkaar horen of elkaar tegenspreken."
HELP_EXPORT = "Schrijf de toezeggingen naar Excel, CSV, een memo in Word of een tijdlijn."
HELP_REGISTER = "Houd bij wat er van een toezegging is geworden."
HELP_SET = "Leg status, eigenaar, bewijs of toelichting van een toezegging vast."
HELP_IMPORT = "Neem statussen over uit een ingevulde Excel-werkmap."
HELP_HISTORY = "Laat zien wat er met een toezegging is gebeurd, van oud naar nieuw."
HELP_JSON = "Schrijf JSON, één object per regel."
HELP_TOPIC = "Alleen over dit onderwerp, of met deze woorden erin."
HELP_DOCUMENT = "Alleen uit dit document (mag vaker)."
HELP_ACTOR = "Alleen van deze partij, zoals corporaties."
HELP_KIND = "Alleen van deze soort: resultaat, actie, norm, onderzoek of streven."
HELP_STATUS = "Alleen met deze status: open, in uitvoering, gerealiseerd of vervallen."
HELP_OVERDUE = "Alleen wat te laat is."
HELP_DUE_BEFORE = "Alleen wat klaar moet zijn voor deze dag, zoals 2027-01-01."
HELP_TODAY = "De dag vanaf waar 'te laat' telt; standaard vandaag."
HELP_FORMAT = "xlsx, csv, docx, svg of png."
HELP_OUT = "Het bestand dat wordt geschreven."
HELP_ID = "Het kenmerk van de toezegging, zoals c-3f9a2b."
HELP_NEW_STATUS = "De nieuwe status: open, in uitvoering, gerealiseerd of vervallen."
HELP_OWNER = "Wie ervoor zorgt; leeg haalt de naam weg."
HELP_EVIDENCE = "Waaruit het blijkt: tekst, een link of een passage."
HELP_NOTE = "Een toelichting."
HELP_CONFIRM = "Bevestig dat de toezegging klopt met het document (of niet meer)."
HELP_BY = "Uw naam: die staat bij de wijziging."
HELP_VERSION = "De versie die u voor u had; is er een nieuwere, dan wordt niets opgeslagen."
HELP_WORKBOOK = "De ingevulde werkmap (.xlsx)."

BAD_DATE = "'{text}' is geen dag; schrijf 2027-12-31."
BAD_CHOICE = "'{text}' kan niet; kies uit: {choices}."
NOTHING_TO_SET = "Geef minstens één van --status, --owner, --evidence, --note of --confirm."
NOT_WRITTEN = "Het bestand {file} kan niet worden geschreven: {reason}"
NOT_WRITTEN_HINT = "Kies een map waarin u mag schrijven, of sluit het bestand in Excel of Word."
NOT_READ = "Het bestand {file} kan niet worden gelezen: {reason}"
NOT_READ_HINT = "Controleer de naam van het bestand."
NO_COMMITMENTS = "Er zijn geen toezeggingen die hieraan voldoen."
NO_LINKS = "Er zijn geen verbanden gevonden."

_FIELDS = {
    "status": "status",
    "owner": "eigenaar",
    "evidence": "bewijs",
    "note": "toelichting",
    "confirmed": "bevestigd",
}
_EVENTS = {
    "new": "gevonden in het document",
    "changed": "tekst gewijzigd in het document",
    "returned": "weer in het document",
    "vanished": "vervallen uit het document",
    "withdrawn": "niet meer als toezegging herkend",
}
_OUTCOMES = {"changed": "bijgewerkt", "unchanged": "ongewijzigd", "refused": "geweigerd"}


def commitments_text(items: Sequence[Registered]) -> str:
    """Set the commitments for a terminal, with a count of commitments and documents below."""
    if not items:
        return NO_COMMITMENTS
    documents = len({item.commitment.document for item in items})
    total = count(len(items), "toezegging", "toezeggingen")
    closing = f"{total} in {count(documents, 'document', 'documenten')}."
    return "\n\n".join([*map(_commitment, items), closing])


def _commitment(item: Registered) -> str:
    commitment, entry = item.commitment, item.entry
    late = " (te laat)" if item.overdue else ""
    lines = [f"{item.id}  {entry.status}{late}  {commitment.kind}, {commitment.strength}"]
    if commitment.lead:
        lines.append(textwrap.indent(commitment.lead, "  "))
    lines.append(textwrap.indent(commitment.quote, "  "))
    facts = [commitment.actor or "", _term(item), entry.owner and f"eigenaar {entry.owner}", entry.evidence]
    lines.append("  " + "; ".join(fact for fact in facts if fact))
    place = where(commitment.title, commitment.page, commitment.page_label, commitment.section)
    lines.append(f"  {place}")
    if item.presence != "present":
        was = f"; eerder: {item.earlier}" if item.earlier else ""
        lines.append(f"  let op: {PRESENCES[item.presence]}{was}")
    return "\n".join(line for line in lines if line.strip())


def _term(item: Registered) -> str:
    deadline = item.commitment.deadline
    if deadline is None:
        return ""
    return f"termijn {deadline.text} ({deadline.earliest or '…'} tot en met {deadline.latest or '…'})"


def links_text(links: Sequence[Link], titles: dict[str, str]) -> str:
    """Set the links for a terminal."""
    if not links:
        return NO_LINKS
    blocks = []
    for link in links:
        lines = [f"{link.id}  {RELATIONS[link.relation]}: {link.subject}", f"  {link.explanation}"]
        lines += [
            f"  - {member.quote}\n    {where(titles.get(member.document, member.document), member.page)}"
            for member in link.members
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, f"{count(len(links), 'verband', 'verbanden')}."])


def entry_text(entry: Entry) -> str:
    """Say how a commitment stands after a change."""
    facts = [entry.status, entry.owner and f"eigenaar {entry.owner}", entry.evidence, entry.note]
    facts.append("bevestigd" if entry.confirmed else "")
    return f"{entry.commitment} (versie {entry.version}): " + "; ".join(fact for fact in facts if fact)


def change_line(change: Change) -> str:
    """Say one step of a history."""
    if change.by:
        what = f"{_FIELDS[change.field]}: '{change.old}' werd '{change.new}'"
        return f"{change.at}  {change.by}  {what}"
    words = f": {change.new or change.old}"
    was = f" (was: {change.old})" if change.field == "changed" else ""
    return f"{change.at}  sync  {_EVENTS[change.field]}{words}{was}"


def import_line(line: ImportLine) -> str:
    """Say what was done with one row of a workbook."""
    fields = ", ".join(_FIELDS[name] for name in line.fields)
    detail = f" ({fields})" if fields else ""
    reason = f": {line.reason}" if line.reason else ""
    return f"rij {line.row:<5} {line.commitment:<12} {_OUTCOMES[line.outcome]}{detail}{reason}"


def import_summary(report: ImportReport) -> str:
    """Count what was done with a workbook."""
    outcomes = [line.outcome for line in report.lines]
    counts = [f"{outcomes.count(key)} {word}" for key, word in _OUTCOMES.items() if key in outcomes]
    return f"{count(len(outcomes), 'rij', 'rijen')}: {', '.join(counts) or 'niets ingevuld'}."


def register_text(report: RegisterReport) -> str:
    """Say what a sync meant for the register."""
    lines = [f"Register: {count(report.commitments, 'toezegging', 'toezeggingen')}{_events(report)}."]
    if report.written:
        many = count(report.written, "toezegging", "toezeggingen")
        lines.append(f"    Wat mensen schreven bij {many} is bewaard.")
    lines += [f"    document {old} heet nu {new}" for old, new in report.renamed]
    return "\n".join([*lines, *(_note(note) for note in report.notes)])


def _events(report: RegisterReport) -> str:
    events = [note.event for note in report.notes]
    counts = [
        (report.new, "nieuw"),
        (events.count("changed"), "gewijzigd"),
        (events.count("vanished"), "vervallen uit document"),
        (report.returned, "teruggekeerd"),
    ]
    told = ", ".join(f"{number} {word}" for number, word in counts if number)
    return f" ({told})" if told else ""


def _note(note: RegisterNote) -> str:
    written = "; hierbij is iets ingevuld" if note.written else ""
    quote = textwrap.shorten(note.quote, 160, placeholder=" …")
    earlier = (
        f"\n        was: {textwrap.shorten(note.earlier, 160, placeholder=' …')}" if note.earlier else ""
    )
    return f"    {note.commitment} {_EVENTS[note.event]} ({note.document}{written}): {quote}{earlier}"
