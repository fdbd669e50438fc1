"""Links between documents: the statements side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ui import app_texts as texts
from ui.render.commitments import member_link
from ui.render.parts import button, chip, message
from ui.views import MemberView, RelatedView

_NUMBER = re.compile(r"\d[\d.,]*%?")
_KINDS = {"tegenstrijdig": "late", "aangescherpt": "done", "afgezwakt": "busy", "gerealiseerd": "done"}


def link_list(links: Sequence[RelatedView]) -> str:
    """Return links as cards, or what to do when there are none."""
    if not links:
        return message(texts.CONFLICTS_EMPTY, texts.CONFLICTS_EMPTY_HINT)
    return "".join(_card(link) for link in links)


def _card(link: RelatedView) -> str:
    members = "".join(f"<li>{_member(member)}</li>" for member in link.members)
    return (
        f'<article class="wh-panel wh-linkcard"><h2>{escape(link.subject)} '
        f"{chip(link.relation, _KINDS.get(link.relation, 'open'))}</h2>"
        f"<p>{escape(link.explanation)}</p><ul>{members}</ul></article>"
    )


def _member(member: MemberView) -> str:
    name = f"{texts.COLUMN_COMMITMENT} {member.commitment}"
    register = button(texts.COLUMN_COMMITMENT, "pick", classes="wh-link", id=member.commitment, name=name)
    return (
        f'<p class="wh-small">{member_link(member)}</p><blockquote>“{_numbers(member.quote)}”</blockquote>'
        f"{register}"
    )


def _numbers(quote: str) -> str:
    """Escape a quotation and set its numbers bold: that is where statements differ."""
    parts: list[str] = []
    position = 0
    for match in _NUMBER.finditer(quote):
        parts += [escape(quote[position : match.start()]), f"<b>{escape(match.group())}</b>"]
        position = match.end()
    return "".join([*parts, escape(quote[position:])])
