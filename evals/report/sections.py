"""The parts of the page that show figures."""

from __future__ import annotations

from collections.abc import Sequence

from evals.model import QUESTION_KINDS, Record
from evals.report import charts
from evals.report.markup import Html, badge, figure_cell, join, section, table, tag
from evals.systems import MAIN
from evals.texts import (
    METRICS,
    NOT_AVAILABLE,
    SELECTIONS,
    SYSTEMS,
    decimal,
    metric_label,
    percent,
    slice_label,
    system_label,
)

_RANKING = ("hit@1", "hit@5", "hit@10", "hit@5-5000", "recall@10", "mrr", "ndcg@10")
_CHARTED = ("hit@5", "hit@1", "hit@10", "ndcg@10", "hit@5-5000")
_TILES = (
    "hit@5", "hit@5-5000", "answer_accuracy", "citation_precision", "verbatim", "page_accuracy",
    "refusal_recall", "wrongly_refused", "commitment_f1", "links_found", "reading_right",
)  # fmt: skip
_ANSWERS = (
    "answer_accuracy", "citation_recall", "citation_precision", "first_citation", "page_accuracy", "verbatim",
    "verbatim_in_parts", "wrongly_refused",
)  # fmt: skip
_REFUSALS = ("refusal_precision", "refusal_recall", "wrongly_refused")
_COMMITMENTS = (
    "commitment_precision", "commitment_recall", "commitment_f1", "look_alikes_taken", "kind_right",
    "strength_right", "actor_right", "deadline_found", "deadline_right", "deadline_invented", "quantities_f1",
    "topics_f1",
)  # fmt: skip
_CSS = {
    "woordhouder": "s-main",
    "zonder-zinnen": "s-part1",
    "zonder-samenstellingen": "s-part2",
    "zonder-betekenis": "s-part3",
    "zonder-woorden": "s-part4",
    "bm25": "s-base1",
    "llama-index": "s-base2",
}


def head(report: Record) -> Html:
    """Return the title and what was measured."""
    collection, sizes = report["collection"], report["sizes"]
    which = "eigen vragen" if report["own_questions"] else SELECTIONS[report["set"]]
    facts = (
        f"{sizes['questions']} vragen ({which})",
        f"{collection['documents']} documenten, {collection['pages']} pagina's",
        f"{collection['chunks']} fragmenten",
        f"taalmodel {collection['model'].split(' query=')[0]}",
        f"index {collection['index']}",
    )
    return tag(
        "header",
        tag("h1", "Hoe goed zoekt en antwoordt Woordhouder?"),
        tag("p", " · ".join(facts), class_="facts"),
        tag(
            "p",
            "Achter elk cijfer staat het 95%-betrouwbaarheidsinterval: bij andere, soortgelijke vragen "
            "ligt het cijfer naar verwachting daartussen.",
            class_="intro",
        ),
    )


def tiles(report: Record) -> Html:
    """Return the figures that matter most, large."""
    figures = report["figures"][MAIN]
    shown = [metric for metric in _TILES if "all" in figures.get(metric, {})]
    return tag("div", *(_tile(metric, figures[metric]["all"]) for metric in shown), class_="tiles", id="kern")


def changes(report: Record) -> Html:
    """Return what got better and worse since another run; nothing when none was given."""
    if "compared" not in report:
        return Html("")
    rows = [
        (
            metric_label(metric),
            tag("td", percent(c["old"]), class_="number"),
            tag("td", percent(c["new"]), class_="number"),
            tag("td", _signed(c["new"] - c["old"]), class_="number"),
            tag("td", f"{_signed(c['low'])} tot {_signed(c['high'])}", class_="number"),
            tag("td", _verdict(metric, c), class_="number"),
            tag("td", _units(c["better"])),
            tag("td", _units(c["worse"])),
        )
        for metric, c in report["compared"].items()
    ]
    header = ("", "toen", "nu", "verschil", "interval", "zeker?", "beter geworden", "slechter geworden")
    intro = "Vergeleken op dezelfde vragen. Een verschil met p < 0,05 is waarschijnlijk geen toeval."
    return section("Wat is er veranderd?", table(header, rows), id_="veranderd", intro=intro)


def systems(report: Record) -> Html:
    """Return the table of all systems side by side."""
    rows = []
    for name in SYSTEMS:
        if name in report["figures"]:
            figures, against = report["figures"][name], report["against"].get(name, {})
            cells = [
                figure_cell(figures.get(metric, {}).get("all"), against.get(metric)) for metric in _RANKING
            ]
            rows.append((_named(name), *cells))
        elif name in report["unavailable"]:
            note = tag("td", report["unavailable"][name], colspan=len(_RANKING), class_="none")
            rows.append((_named(name), note))
    header = ("", *(_explained(metric) for metric in _RANKING))
    intro = (
        "Dezelfde vragen, dezelfde documenten. Een sterretje: het verschil met Woordhouder is geen toeval "
        "(gepaarde randomisatietoets, p < 0,05)."
    )
    return section("Vinden: naast elkaar", table(header, rows), id_="systemen", intro=intro)


def by_kind(report: Record) -> Html:
    """Return the charts of all systems by kind of question."""
    kinds = [
        f"kind:{kind}"
        for kind in QUESTION_KINDS
        if f"kind:{kind}" in report["figures"][MAIN].get("hit@5", {})
    ]
    names = [
        f"language:{name}"
        for name in ("en",)
        if f"language:{name}" in report["figures"][MAIN].get("hit@5", {})
    ]
    return _charts(report, "Vinden: per soort vraag", [*kinds, *names], "soorten")


def by_document(report: Record) -> Html:
    """Return the charts of all systems by document."""
    slices = [name for name in report["figures"][MAIN].get("hit@5", {}) if name.startswith("document:")]
    return _charts(report, "Vinden: per document", slices, "documenten")


def answers(report: Record) -> Html:
    """Return the figures over answers by kind of question, and those over refusals."""
    figures = report["figures"][MAIN]
    slices = ["all", *(f"kind:{kind}" for kind in QUESTION_KINDS if kind != "unanswerable")]
    rows = [
        (slice_label(name), *(figure_cell(figures.get(metric, {}).get(name)) for metric in _ANSWERS))
        for name in slices
        if name in figures.get("answer_accuracy", {})
    ]
    refusals = [
        (_explained(metric), figure_cell(figures.get(metric, {}).get("all")), METRICS[metric].meaning)
        for metric in _REFUSALS
    ]
    return section(
        "Antwoorden",
        table(("", *(_explained(metric) for metric in _ANSWERS)), rows, "Antwoorden per soort vraag"),
        table(("", "", ""), refusals, "Weigeren: zeggen dat het er niet staat"),
        id_="antwoorden",
    )


def reading(report: Record) -> Html:
    """Return how well each kind of text was read."""
    figures = report["figures"][MAIN].get("reading_right", {})
    names = [name for name in figures if name.startswith("what:")]
    if not names:
        return Html("")
    names = ["all", *sorted(names, key=slice_label)]
    chart = charts.rows("Lezen per soort tekst", [slice_label(n) for n in names], [figures[n] for n in names])
    intro = "Welk deel van de gemerkte stukken tekst precies zo gelezen is als een mens het leest."
    return section("Lezen", chart, id_="lezen", intro=intro)


def commitments(report: Record) -> Html:
    """Return the figures over commitments, or that there are none yet."""
    sizes = report["sizes"]
    if not sizes["commitments"]:
        return Html("")
    intro = (
        f"{sizes['commitments']} toezeggingen en {sizes['look_alikes']} zinnen die erop lijken, "
        "gemerkt op pagina's waar elke toezegging is aangetekend."
    )
    return _figures_or_not(report, "Toezeggingen", "commitments", _COMMITMENTS, intro)


def links(report: Record) -> Html:
    """Return the figures over links, or that there are none yet."""
    sizes = report["sizes"]
    if not sizes["links"]:
        return Html("")
    intro = f"{sizes['links']} groepen uitspraken over hetzelfde onderwerp."
    return _figures_or_not(
        report, "Verbanden", "links", ("links_found", "relation_right", "links_judged_right"), intro
    )


def agreement(report: Record) -> Html:
    """Return how far two annotators agreed."""
    found = report["agreement"]
    if not found:
        return Html("")
    labels = {"commitment": "toezegging of niet", "kind": "soort", "strength": "hardheid"}
    rows = [
        (
            label,
            tag("td", decimal(found[name]["kappa"]), class_="number"),
            tag("td", percent(found[name]["equal"]), class_="number"),
            tag("td", found[name]["n"], class_="number"),
        )
        for name, label in labels.items()
    ]
    intro = "Dezelfde zinnen, tweemaal onafhankelijk gemerkt. Cohens kappa: 1 is volledig eens, 0 is toeval."
    header = ("", "kappa", "gelijk", "zinnen")
    return section("Hoe eens zijn de annotatoren?", table(header, rows), id_="eens", intro=intro)


def method(report: Record) -> Html:
    """Return what each metric means, how it is computed, and how long the run took."""
    items = (
        join((tag("dt", METRICS[metric].label), tag("dd", METRICS[metric].meaning)))
        for metric in METRICS
        if metric in report["figures"][MAIN]
    )
    times = ", ".join(
        f"{name.replace('_', ' ')}: {value}" for name, value in report.get("timings", {}).items()
    )
    return section(
        "Hoe is dit gemeten?",
        tag("dl", *items),
        tag(
            "p",
            "Formules en bronnen staan bij de functies in evals/metrics. Intervallen: bootstrap met 1.000 "
            "trekkingen. Verschillen: gepaarde randomisatietoets met 10.000 verwisselingen.",
        ),
        tag("p", f"Tijden: {times}", class_="facts") if times else "",
        id_="methode",
    )


def _tile(metric: str, figure: Record) -> Html:
    return tag(
        "div",
        tag("p", metric_label(metric), class_="name"),
        tag("p", percent(figure["value"]), class_="large"),
        tag("p", f"{percent(figure['low'])} tot {percent(figure['high'])}", class_="interval"),
        class_="tile",
        title=METRICS[metric].meaning,
    )


def _charts(report: Record, title: str, slices: Sequence[str], name: str) -> Html:
    """One chart a metric; buttons choose which one is shown."""
    if not slices:
        return Html("")
    systems_shown = [system for system in SYSTEMS if system in report["figures"]]
    buttons, drawn = [], []
    for number, metric in enumerate(_CHARTED):
        series = [
            charts.Series(
                system_label(system),
                _CSS[system],
                [report["figures"][system].get(metric, {}).get(one) for one in slices],
            )
            for system in systems_shown
        ]
        groups = [slice_label(one) for one in slices]
        chart = charts.grouped_bars(f"{metric_label(metric)}: {title}", groups, series)
        target = f"{name}-{number}"
        buttons.append(
            tag(
                "button", metric_label(metric), type="button", data_show=target,
                aria_pressed="false" if number else "true",
            )
        )  # fmt: skip
        drawn.append(tag("div", chart, id=target, hidden=bool(number)))
    return section(
        title,
        tag("div", *buttons, class_="choose", role="group", aria_label="Welk cijfer"),
        charts.legend(series),
        *drawn,
        id_=name,
    )


def _figures_or_not(report: Record, title: str, name: str, metrics: Sequence[str], intro: str) -> Html:
    if name in report["unavailable"]:
        return section(title, tag("p", badge(NOT_AVAILABLE)), id_=name, intro=intro)
    figures = report["figures"][MAIN]
    rows = [
        (_explained(metric), figure_cell(figures[metric].get("all")), METRICS[metric].meaning)
        for metric in metrics
        if metric in figures
    ]
    return section(title, table(("", "", ""), rows), id_=name, intro=intro)


def _named(system: str) -> Html:
    return join((tag("i", class_=f"swatch {_CSS[system]}"), system_label(system)))


def _explained(metric: str) -> Html:
    return tag("span", metric_label(metric), title=METRICS[metric].meaning)


def _signed(value: float) -> str:
    return f"{100 * value:+.1f}".replace(".", ",").replace("-", "−")


def _verdict(metric: str, change: Record) -> Html:
    p = "p < 0,001" if change["p"] < 0.001 else f"p = {decimal(change['p'])}"
    if change["p"] >= 0.05:
        return badge(p)
    better = (change["new"] > change["old"]) == METRICS[metric].higher_is_better
    return badge(f"{'beter' if better else 'slechter'}, {p}", "good" if better else "bad")


def _units(units: Sequence[str]) -> Html:
    if not units:
        return Html("–")
    summary = tag("summary", f"{len(units)}")
    return tag("details", summary, ", ".join(units))
