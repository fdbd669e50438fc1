"""Everything that a report or a message says in Dutch: names of metrics, systems and kinds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetricText:
    """How a metric is shown: a short name, what it means, and whether more is better."""

    label: str
    meaning: str
    higher_is_better: bool = True


METRICS: dict[str, MetricText] = {
    "hit@1": MetricText("hit@1", "De eerste passage bevat het bewijs."),
    "hit@5": MetricText("hit@5", "Een van de eerste vijf passages bevat het bewijs."),
    "hit@10": MetricText("hit@10", "Een van de eerste tien passages bevat het bewijs."),
    "hit@5-5000": MetricText(
        "hit@5 binnen 5.000 tekens", "Als hit@5, maar de passages tellen alleen zolang ze samen passen."
    ),
    "recall@10": MetricText(
        "recall@10", "Welk deel van al het nodige bewijs in de eerste tien passages staat."
    ),
    "mrr": MetricText("MRR", "Een gedeeld door de plaats van de eerste goede passage."),
    "ndcg@10": MetricText("nDCG@10", "Hoe goed de volgorde is, vergeleken met de beste volgorde."),
    "answer_accuracy": MetricText("Antwoord juist", "Alles wat in een goed antwoord hoort, staat erin."),
    "citation_recall": MetricText("Bewijs geciteerd", "Welk deel van het nodige bewijs geciteerd wordt."),
    "citation_precision": MetricText("Citaten raak", "Welk deel van de citaten (deel van) het bewijs is."),
    "first_citation": MetricText(
        "Eerste citaat raak", "Het eerste citaat is (deel van) het bewijs; weigeren telt als fout."
    ),
    "verbatim": MetricText("Letterlijk", "Het citaat staat aaneengesloten op de genoemde pagina."),
    "verbatim_in_parts": MetricText(
        "Letterlijk, onderbroken", "Het citaat staat er, met alleen een bijschrift of noot ertussen."
    ),
    "page_accuracy": MetricText("Pagina juist", "Een raak citaat noemt de pagina van het bewijs."),
    "refusal_precision": MetricText("Weigering terecht", "Geweigerde vragen die echt geen antwoord hebben."),
    "refusal_recall": MetricText("Onbeantwoordbaar geweigerd", "Vragen zonder antwoord die geweigerd zijn."),
    "wrongly_refused": MetricText(
        "Ten onrechte geweigerd", "Vragen met een antwoord die geweigerd zijn.", False
    ),
    "commitment_precision": MetricText(
        "Toezeggingen: precisie", "Gevonden toezeggingen die er echt een zijn."
    ),
    "commitment_recall": MetricText("Toezeggingen: volledig", "Toezeggingen die gevonden zijn."),
    "commitment_f1": MetricText("Toezeggingen: F1", "Precisie en volledigheid samen."),
    "look_alikes_taken": MetricText(
        "Schijntoezeggingen", "Zinnen die erop lijken en toch meegenomen zijn.", False
    ),
    "kind_right": MetricText("Soort", "De soort klopt."),
    "strength_right": MetricText("Hardheid", "Hard of zacht klopt."),
    "actor_right": MetricText("Wie", "Wie zich bindt, klopt."),
    "deadline_found": MetricText("Termijn gevonden", "Een termijn die er is, is gezien."),
    "deadline_right": MetricText("Termijn juist", "Eerste en laatste dag kloppen."),
    "deadline_invented": MetricText("Termijn verzonnen", "Een termijn waar de tekst er geen geeft.", False),
    "quantities_f1": MetricText("Hoeveelheden (F1)", "Getal, eenheid en grens kloppen."),
    "topics_f1": MetricText("Onderwerpen (F1)", "De onderwerpen kloppen."),
    "links_found": MetricText(
        "Verbanden gevonden", "Twee of meer plaatsen van het verband staan bij elkaar."
    ),
    "relation_right": MetricText("Relatie juist", "De relatie van een gevonden verband klopt."),
    "links_judged_right": MetricText(
        "Verbanden goed gekeurd",
        "Van de met de hand beoordeelde verbanden die er nog zijn, het deel dat klopt.",
    ),
    "reading_right": MetricText("Goed gelezen", "Tekst, soort, pagina en kenmerken kloppen allemaal."),
}

SYSTEMS: dict[str, str] = {
    "woordhouder": "Woordhouder",
    "zonder-zinnen": "zonder tweede ronde (zinnen wegen)",
    "zonder-samenstellingen": "eerste ronde, zonder samenstellingen",
    "zonder-betekenis": "eerste ronde, zonder betekenis",
    "zonder-woorden": "eerste ronde, zonder woorden",
    "bm25": "BM25, kale woorden",
    "llama-index": "llama-index-starter met Chroma",
}

SLICES: dict[str, str] = {
    "all": "alle",
    "fact": "feit",
    "paraphrase": "parafrase",
    "commitment": "toezegging",
    "list": "opsomming",
    "cross": "meer documenten",
    "unanswerable": "zonder antwoord",
    "false-premise": "valse aanname",
    "nl": "Nederlands",
    "en": "Engels",
    "heading": "koppen",
    "sentence": "hele zinnen",
    "hyphen": "afbreekstreepjes",
    "page-span": "over de pagina heen",
    "interrupted": "onderbroken zinnen",
    "bullet": "opsommingen",
    "measure": "maatregelen",
    "table": "tabelrijen",
    "footnote": "voetnoten",
    "running": "kop- en voetregels",
    "caption": "bijschriften",
    "quotation": "citaten van mensen",
}

PIECES: dict[str, str] = {
    "heading": "kop", "body": "tekst", "bullet": "opsomming", "measure": "maatregel", "table": "tabelrij",
    "caption": "bijschrift", "footnote": "voetnoot", "quotation": "citaat", "boxed": "kader",
    "running": "kop- of voetregel",
}  # fmt: skip

RELATIONS: dict[str, str] = {
    "same": "hetzelfde", "sharpened": "aangescherpt", "weakened": "afgezwakt", "conflict": "tegenstrijdig",
    "fulfilled": "uitgevoerd", "related": "verwant",
}  # fmt: skip

REASONS: dict[str, str] = {
    "not-found": "bewijs niet bij de eerste vijf",
    "incomplete": "niet al het bewijs bij de eerste tien",
    "wrong-answer": "antwoord mist iets",
    "wrongly-refused": "ten onrechte geweigerd",
    "not-refused": "had geweigerd moeten worden",
    "not-verbatim": "citaat niet letterlijk",
}

SELECTIONS: dict[str, str] = {"dev": "ontwikkelhelft", "test": "testhelft", "all": "beide helften"}

NOT_AVAILABLE = "nog niet beschikbaar"


def metric_label(name: str) -> str:
    """Return the short Dutch name of a metric."""
    return METRICS[name].label if name in METRICS else name


def slice_label(name: str) -> str:
    """Return the Dutch name of a slice: a kind, a language, or a document's own id."""
    _, _, bare = name.rpartition(":")
    return SLICES.get(bare) or RELATIONS.get(bare, bare)


def system_label(name: str) -> str:
    """Return the Dutch name of a system."""
    return SYSTEMS.get(name, name)


def percent(value: float | None) -> str:
    """Return a share as a whole percentage, such as "64%"; a dash for None."""
    return "–" if value is None else f"{100 * value:.0f}%"


def decimal(value: float | None) -> str:
    """Return a number with three decimals and a Dutch comma; a dash for None."""
    return "–" if value is None else f"{value:.3f}".replace(".", ",")
