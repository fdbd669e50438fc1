"""Small pieces of HTML. Text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from evals.texts import decimal, percent


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Html:
    """Return any value as escaped text; HTML stays as it is."""
    return value if isinstance(value, Html) else Html(escape(str(value)))


def tag(name: str, *content: object, **attributes: object) -> Html:
    """Return an element. ``class_`` gives a class, other underscores are hyphens, None is left out."""
    shown = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{name}{shown}>{''.join(text(part) for part in content)}</{name}>")


def join(parts: Iterable[object]) -> Html:
    """Return the parts after each other."""
    return Html("".join(text(part) for part in parts))


def section(title: str, *content: object, id_: str, intro: str = "") -> Html:
    """Return a section of the page with its heading."""
    lead = tag("p", intro, class_="intro") if intro else ""
    return tag("section", tag("h2", title), lead, *content, id=id_)


def table(header: Sequence[object], rows: Iterable[Sequence[object]], caption: str = "") -> Html:
    """Return a table whose first column names the row; it scrolls sideways where it does not fit."""
    top = tag("tr", *(tag("th", cell, scope="col") for cell in header))
    body = (
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(cell if _is_cell(cell) else tag("td", cell) for cell in row[1:]),
        )
        for row in rows
    )
    title = tag("caption", caption) if caption else ""
    inner = tag("table", title, tag("thead", top), tag("tbody", *body))
    return tag("div", inner, class_="scroll", tabindex="0", role="group", aria_label=caption or "tabel")


def figure_cell(figure: Mapping[str, float] | None, against: Mapping[str, float] | None = None) -> Html:
    """Return a figure with its interval, and how sure its difference with the main system is."""
    if figure is None:
        return tag("td", "–", class_="number none")
    interval = tag("small", f"{percent(figure['low'])}–{percent(figure['high'])}")
    certain = against is not None and against["p"] < 0.05
    mark = (
        tag("abbr", "*", title=f"verschil met Woordhouder: p = {decimal(against['p'])}")
        if against and certain
        else ""
    )
    title = f"{decimal(figure['value'])}, n = {figure['n']}"
    return tag("td", tag("b", percent(figure["value"])), mark, interval, class_="number", title=title)


def badge(content: str, tone: str = "") -> Html:
    """Return a small label."""
    return tag("span", content, class_=f"badge {tone}".strip())


def _is_cell(value: object) -> bool:
    return isinstance(value, Html) and value.startswith("<td")


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
