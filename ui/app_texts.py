"""The Dutch of the app: every sentence, label and hint on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from kb.export.wording import RELATIONS, count, where
from kb.model import Citation, CommitmentKind, Relation, Strength

TITLE = "Woordhouder"
INTRO = "Wat is er beloofd, en waar staat dat?"
THEME_BUTTON = "Wissel tussen licht en donker"
SKIP = "Naar de inhoud"
LOADING = "Bezig met laden …"

TAB_ASK = "Vragen"
TAB_COMMITMENTS = "Toezeggingen"
TAB_TIMELINE = "Tijdlijn"
TAB_CONFLICTS = "Tegenstrijdigheden"
TAB_DOCUMENTS = "Documenten"
TAB_ABOUT = "Over"

# Questions

QUESTION_LABEL = "Uw vraag"
QUESTION_PLACEHOLDER = "Bijvoorbeeld: wat hebben we beloofd over zonnepanelen?"
ASK_BUTTON = "Zoek het op"
NEW_CONVERSATION = "Nieuw gesprek"
FILTERS = "Zoek alleen in bepaalde documenten of jaren"
FILTER_YEAR = "jaar"
FILTER_DOCUMENTS = "Zoek in"
FILTER_KINDS = "Soort document"
FILTER_FROM = "Periode vanaf"
FILTER_TO = "tot en met"
ALL_DOCUMENTS = "alle documenten"
ALL_KINDS = "alle soorten"
EXAMPLES = "Probeer eens"
UNDERSTOOD = "Opgevat als:"
CORRECT = "Verbeter"
CORRECT_LABEL = "Uw vraag, voluit"
WRITING = "Het taalmodel schrijft. Elke zin is nagekeken voordat u hem ziet."
EARLIER = "Eerder in dit gesprek"
ANSWER = "Antwoord"
SOURCES = "Bronnen"
SOURCES_EMPTY = (
    "Hier komen de bronnen van het antwoord. Klik op een bron en de pagina opent met de zin gemarkeerd."
)
SOURCES_NONE = "Zonder antwoord geen bronnen. Klik op een vindplaats om die pagina hier te lezen."
OPEN_SOURCE = "Open bron"
ASK_AGAIN = "Vraag opnieuw"
NOT_FOUND = "Niet gevonden"
NOT_FOUND_TEXT = "De documenten geven hier geen antwoord op."
NEAREST = "Het dichtst in de buurt, maar geen antwoord"
EMPTY_QUESTION = "Er staat nog geen vraag."
EMPTY_QUESTION_HINT = "Typ een vraag of kies een voorbeeld."
YEAR_WRONG = "'{text}' is geen jaartal."
YEAR_WRONG_HINT = "Gebruik vier cijfers, of laat het veld leeg."
YEARS_REVERSED = "De periode begint later dan zij eindigt."
YEARS_REVERSED_HINT = "Wissel de jaren om, of laat er een leeg."
NO_DOCUMENTS_HINT = "Ga naar het tabblad Documenten en voeg bestanden toe, of draai: woordhouder sync"

COPY = "Kopieer met bronnen"
COPIED = "Gekopieerd"
COPY_FAILED = "Kopiëren lukte niet: selecteer de tekst en druk op Ctrl+C"
DOWNLOAD_WORD = "Download als Word"
WORD_FILE = "antwoord.docx"
WORD_NOTHING = "Er is geen antwoord meer om te downloaden."
WORD_NOTHING_HINT = "Stel de vraag opnieuw."
SHARE = "Kopieer link"
WRONG = "Dit klopt niet"
WRONG_REASON = "Wat klopt er niet?"
WRONG_HELP = (
    "Uw melding wordt bewaard bij deze vraag, zodat het antwoord beter kan worden. Schrijf er geen "
    "persoonsgegevens in."
)
WRONG_SEND = "Verstuur"
WRONG_NOTHING = "Er is geen antwoord waar deze melding bij hoort."
WRONG_NOTHING_HINT = "Stel de vraag opnieuw en meld het dan."
WRONG_THANKS = "Dank u. De melding is bewaard."

TOUR_TITLE = "Wat hebben we beloofd, en waar staat dat?"
TOUR_INTRO = "Woordhouder zoekt het op in de documenten en laat de zinnen zelf zien, woord voor woord."
TOUR = (
    (
        "Stel uw vraag",
        "In gewone taal, zoals u het een collega zou vragen. Een vervolgvraag mag ook: “en in 2018?”",
    ),
    (
        "Lees de zinnen zelf",
        "Elk antwoord bestaat uit zinnen van de documenten, met titel, pagina en paragraaf.",
    ),
    (
        "Kijk het na",
        "Klik op een nummer: de pagina opent met de zin gemarkeerd. Staat het er niet, dan zegt "
        "Woordhouder dat.",
    ),
)
TOUR_MORE = (
    (TAB_COMMITMENTS, "alles wat is toegezegd: wie, wat, hoeveel en wanneer, met status"),
    (TAB_TIMELINE, "wat wanneer klaar moet zijn, en wat te laat is"),
    (TAB_CONFLICTS, "waar documenten elkaar herhalen, aanscherpen of tegenspreken"),
    (TAB_DOCUMENTS, "wat er doorzocht wordt; hier voegt u bestanden toe"),
)
TOUR_MORE_TITLE = "En verder"

# Pages

PAGE = "Pagina"
PAGE_EMPTY = "Klik op een bron om de pagina hier te lezen."
OF = "van"
PRINTED = "gedrukt nummer"
PREVIOUS = "Vorige"
PREVIOUS_NAME = "Vorige pagina"
NEXT = "Volgende"
NEXT_NAME = "Volgende pagina"
CLOSE_PAGE = "Sluit pagina"
LINK_PAGE = "Kopieer link"
PAGE_TEXT = "Tekst van de pagina"
PAGE_PICTURE = "Afbeelding van de pagina"
PAGE_AS_TEXT = "Toon als tekst"
PAGE_MISSING = "Deze pagina is er niet."
PAGE_MISSING_HINT = "Misschien is het document vervangen of verwijderd."
PAGE_BLANK = "Op deze pagina staat geen tekst."
OCR_NOTE = "Deze pagina is met tekstherkenning gelezen: vergelijk het citaat met het origineel."

# Commitments

KINDS: dict[CommitmentKind, str] = {
    "resultaat": "resultaat",
    "actie": "actie",
    "norm": "norm",
    "onderzoek": "onderzoek",
    "streven": "streven",
}
KIND_HELP: dict[CommitmentKind, str] = {
    "resultaat": "een uitkomst met een getal of datum, die na te gaan is",
    "actie": "iets wat zij gaan doen",
    "norm": "een vaste regel waar zij zich aan houden",
    "onderzoek": "iets wat zij gaan uitzoeken",
    "streven": "zacht geformuleerd: ambitie, inzet",
}
STRENGTHS: dict[Strength, str] = {"hard": "hard", "zacht": "zacht"}
COMMITMENTS_SEARCH = "Zoek in de toezeggingen"
COMMITMENTS_PLACEHOLDER = "Woorden, een naam of een kenmerk"
MORE_FILTERS = "Meer filters en volgorde"
FILTER_TOPIC = "Onderwerp"
FILTER_DOCUMENT = "Document"
FILTER_ACTOR = "Wie"
FILTER_KIND = "Soort"
FILTER_STATUS = "Status"
FILTER_DUE = "Klaar vóór"
FILTER_DUE_PLACEHOLDER = "dd-mm-jjjj"
FILTER_OVERDUE = "Alleen te laat"
ORDER = "Volgorde"
ORDERS = (("per document", "place"), ("op termijn", "term"))
SHOW = "Toon"
CLEAR = "Wis filters"
ANY = "alle"
NO_COMMITMENTS = "Geen toezeggingen die hieraan voldoen."
NO_COMMITMENTS_HINT = "Haal een filter weg, of zoek met minder woorden."
MORE = "Toon meer"
DOWNLOAD = "Download"
EXPORT = "Download deze selectie"
EXPORTS = (("xlsx", "Excel"), ("docx", "Word-memo"), ("csv", "CSV"))
COLUMN_COMMITMENT = "Toezegging"
COLUMN_WHO = "Wie"
COLUMN_WHEN = "Termijn"
COLUMN_STATUS = "Status"
COLUMN_SOURCE = "Bron"
OVERDUE = "te laat"
LEAD = "Onder"
AMOUNT = "Hoeveel"
STRENGTH = "Hardheid"
TOPICS = "Onderwerpen"
ALSO = "Staat ook in"
RELATED = "Verbanden"
HISTORY = "Geschiedenis"
HISTORY_EMPTY = "Nog niets vastgelegd."
EARLIER_WORDS = "Eerdere tekst"
OPEN_PAGE = "Lees op de pagina"
EDIT_TITLE = "Stand bijwerken"
EDIT_STATUS = "Status"
EDIT_OWNER = "Eigenaar"
EDIT_EVIDENCE = "Bewijs (tekst, link of passage)"
EDIT_NOTE = "Toelichting"
EDIT_CONFIRMED = "Vergeleken met het document en in orde bevonden"
EDIT_BY = "Uw naam"
EDIT_SAVE = "Bewaar"
SAVED = "Bewaard."
DETAIL_EMPTY = "Kies een toezegging om haar te lezen, met haar bron en stand."
BACK = "Terug naar de lijst"
FIELD_NAMES = {
    "status": "status",
    "owner": "eigenaar",
    "evidence": "bewijs",
    "note": "toelichting",
    "confirmed": "bevestigd",
}
EVENTS = {
    "new": "gevonden in het document",
    "changed": "tekst gewijzigd in het document",
    "updated": "bijgewerkt uit het document",
    "returned": "weer in het document",
    "vanished": "vervallen uit het document",
    "withdrawn": "niet meer als toezegging herkend",
}
DATE_WRONG = "'{text}' is geen datum."
DATE_WRONG_HINT = "Schrijf de dag als 31-12-2027."

# Timeline

TIMELINE_TITLE = "Wat wanneer klaar moet zijn"
TIMELINE_BY = "Toon"
TIMELINE_VIEWS = (("Op termijn", "deadline"), ("Per onderwerp", "topic"), ("Per document", "document"))
TIMELINE_EXPORT = "Download de tijdlijn als afbeelding"
TIMELINE_EXPORTS = (("png", "PNG"), ("svg", "SVG"))
TIMELINE_EMPTY = "Er zijn geen toezeggingen met een termijn die hieraan voldoen."
TIMELINE_EMPTY_HINT = "Haal een filter weg."
TIMELINE_OVERDUE = "Te laat"
TIMELINE_NONE_OVERDUE = "Niets is te laat."
TIMELINE_OPEN_END = "zonder einddatum"
TODAY = "vandaag"
LEGEND = (
    ("late", "te laat"),
    ("open", "open"),
    ("busy", "in uitvoering"),
    ("done", "gerealiseerd"),
    ("gone", "vervallen"),
)
MATRIX_TITLE = "Onderwerpen en documenten"
MATRIX_HELP = "Hoeveel toezeggingen elk document over een onderwerp doet. Klik op een getal om ze te lezen."
TOPIC_REST = "zonder onderwerp"
TOTAL = "samen"
WHOLE_YEAR = "per jaar"

# Contradictions

CONFLICTS_TITLE = "Waar documenten elkaar raken"
CONFLICTS_SHOW = "Verband"
CONFLICTS_EMPTY = "Er zijn geen verbanden van deze soort gevonden."
CONFLICTS_EMPTY_HINT = "Kies een ander verband."
CONFLICTS_HELP = "De machine legt verbanden; wat een tegenspraak is, beoordeelt u zelf aan de citaten."
RELATION_CHOICES: tuple[Relation, ...] = ("conflict", "sharpened", "weakened", "fulfilled", "same", "related")
RELATION_NAMES: dict[Relation, str] = RELATIONS

# Documents

DOCUMENTS_TITLE = "Documenten in de verzameling"
UPLOAD_TITLE = "Bestanden toevoegen"
UPLOAD_LABEL = "PDF, Word, tekst, Markdown of HTML"
UPLOAD_HELP = (
    "Ten hoogste {files} bestanden tegelijk, elk tot {size} MB. Wat het is, wordt aan de inhoud gezien."
)
UPLOAD_REPLACE = "Bestaande bestanden vervangen (nieuwe versie)"
UPLOAD_BUTTON = "Voeg toe en lees in"
UPLOAD_NONE = "Er is nog geen bestand gekozen."
UPLOAD_NONE_HINT = "Sleep bestanden naar het vak, of klik erop om ze te kiezen."
UPLOAD_MANY = "Dat zijn meer dan {files} bestanden."
UPLOAD_MANY_HINT = "Voeg ze in delen toe."
ADDED = "toegevoegd"
REPLACED = "vervangen"
REFUSED = "niet toegevoegd"
SYNC_BUTTON = "Map opnieuw inlezen"
SYNC_RUNNING = "Bezig met inlezen. U kunt gewoon doorwerken."
SYNC_DONE = "Klaar met inlezen."
SYNC_FAILED = "Het inlezen is niet gelukt."
SYNC_STEPS = "Voortgang van het inlezen"
DOCUMENT_FIELDS = {
    "title": "Titel",
    "kind": "Soort",
    "organisation": "Organisatie",
    "status": "Status",
    "date": "Datum",
    "period_from": "Periode van (jaar)",
    "period_to": "Periode tot en met (jaar)",
}
READ = "Lees"
EDIT = "Bewerk"
REMOVE = "Verwijder"
SAVE = "Bewaar"
CANCEL = "Annuleer"
REMOVE_SURE = "Weet u het zeker?"
REMOVE_TEXT = (
    "{title} wordt niet meer doorzocht. Wat mensen bij de toezeggingen schreven, blijft bewaard. "
    "Het bestand zelf komt in de map {folder} op de server."
)
REMOVE_YES = "Ja, verwijder"
REMOVED = "{title} is verwijderd."
NO_DOCUMENTS = "Er zijn nog geen documenten."
UNKNOWN = "niet vermeld"

# About

ABOUT_COLLECTION = "Wat erin zit"
ABOUT_MISSING = "Wat er niet in zit"
ABOUT_MISSING_TEXT = (
    "Alleen de documenten onder “Wat erin zit” worden doorzocht. Wat daar niet in staat, weet Woordhouder "
    "niet: geen "
    "raadsbesluiten, brieven of nieuws, en niets van internet. Plaatjes en kaarten worden niet gelezen; "
    "tekst in "
    "gescande pagina's alleen als tekstherkenning is geïnstalleerd."
)
ABOUT_READ = "Hoe u een antwoord leest"
ABOUT_READ_ITEMS = (
    "Tussen de bronnummers staan de woorden van het document. Bij elk nummer hoort een plaats: document, "
    "pagina en paragraaf.",
    "Elk citaat wordt vlak voor het tonen nog eens op zijn pagina nagelezen. Staat het er niet woord voor "
    "woord, dan ziet u het niet.",
    "“Niet gevonden” betekent: niet in deze documenten. Er staat bij hoeveel er is doorzocht en wat het "
    "dichtst in de buurt komt.",
    "De pagina telt vanaf het begin van het bestand. Het gedrukte nummer staat erbij als het bekend is.",
    "Een toezegging is een zin waarin iemand zich ergens aan bindt. De machine zoekt ze; of ze is "
    "nagekomen, leggen mensen vast.",
    "Wie dezelfde vraag nog eens stelt, krijgt hetzelfde antwoord.",
)
ABOUT_QUALITY = "Hoe goed het is"
ABOUT_QUALITY_NONE = "Er zijn nog geen metingen bij deze installatie. Maak ze met: make eval"
ABOUT_QUALITY_TEXT = (
    "Gemeten op vragen en toezeggingen die mensen vooraf hebben nagekeken, op de helft waarop "
    "niets is afgesteld."
)
ABOUT_PRIVACY = "Privacy"
ABOUT_PRIVACY_TEXT = (
    "Alles draait op deze server. Er gaat niets naar buiten en vragen worden niet bewaard; alleen wat u "
    "zelf vastlegt, "
    "zoals een status of een melding, blijft staan."
)
ABOUT_PRIVACY_MODEL = (
    "Een taalmodel op {address} schrijft de antwoorden: uw vraag en de citaten gaan daarheen. De rest draait "
    "op deze server. Vragen worden hier niet bewaard; alleen wat u zelf vastlegt, zoals een status of een "
    "melding, blijft staan."
)
ABOUT_PROGRAMS = "Voor programma's"
ABOUT_PROGRAMS_TEXT = "Alles wat hier te zien is, is ook als JSON op te vragen."
ADDRESSES = (
    ("/docs", "de HTTP API, met voorbeelden"),
    ("/openapi.json", "dezelfde beschrijving voor machines"),
    ("/health", "of er vragen beantwoord kunnen worden"),
)
MEASURED_COLUMNS = ("wat", "gemeten", "marge (95%)", "aantal")
MEASURED = {
    "hit@5": "Het bewijs staat bij de eerste vijf gevonden passages",
    "answer_accuracy": "Het antwoord bevat wat gevraagd is",
    "first_citation": "De eerste bron is de goede",
    "verbatim": "Citaten staan woord voor woord op de genoemde pagina",
    "page_accuracy": "De genoemde pagina is de goede",
    "refusal_recall": "Wat er niet in staat, wordt niet beantwoord",
    "wrongly_refused": "Ten onrechte “niet gevonden”",
    "detection_recall": "Toezeggingen die gevonden zijn",
    "detection_precision": "Gevonden toezeggingen die er echt een zijn",
}
FIGURES = ("documenten", "pagina's", "passages", "toezeggingen")
LAST_SYNC = "Bijgewerkt op {moment}."


def place(citation: Citation) -> str:
    """Say where a citation stands, as a memo would."""
    return where(citation.title, citation.page, citation.page_label, citation.section)


def searched(documents: int, pages: int) -> str:
    """Say how much was searched."""
    where_to = count(documents, "document", "documenten")
    return f"Gezocht in {where_to}, {count(pages, 'pagina', 'pagina’s')}."


def page_of(number: int, pages: int, label: str | None) -> str:
    """Say which page is open."""
    printed = f" · {PRINTED} {label}" if label and label != str(number) else ""
    return f"{PAGE} {number} {OF} {pages}{printed}"


def section(path: Sequence[str]) -> str:
    """Set the path of headings in one line."""
    return " › ".join(path)
