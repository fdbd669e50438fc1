"""Links between statements of documents, and where these statements stand."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from ingest.model import Page, Span, same_words
from kb.knowledge_base import KnowledgeBase
from kb.model import Link, Relation
from ui import app_texts as texts
from ui.views import MemberView, RelatedView


def link_views(knowledge: KnowledgeBase, relation: Relation, document: str = "") -> tuple[RelatedView, ...]:
    """Return the links of one kind, of one document when it is named."""
    return tuple(
        related_view(knowledge, link)
        for link in knowledge.links()
        if link.relation == relation and (not document or any(m.document == document for m in link.members))
    )


def related_view(knowledge: KnowledgeBase, link: Link, without: str = "") -> RelatedView:
    """Return a link as it is shown; ``without`` is a commitment that is on the screen already."""
    members = tuple(
        view for view in member_views(knowledge, link) if not without or view.commitment != without
    )
    return RelatedView(texts.RELATION_NAMES[link.relation], link.subject, link.explanation, members)


def relation_counts(knowledge: KnowledgeBase) -> dict[Relation, int]:
    """Return how many links there are of each kind."""
    counted = Counter(link.relation for link in knowledge.links())
    return {relation: counted[relation] for relation in texts.RELATION_CHOICES}


def member_views(knowledge: KnowledgeBase, link: Link) -> tuple[MemberView, ...]:
    """Return a link's statements, with the place of each on its page."""
    titles = knowledge.register.titles()
    return tuple(
        MemberView(
            document=member.document,
            title=titles.get(member.document, member.document),
            page=member.page,
            quote=member.quote,
            spans=_spans(knowledge, member.document, member.page, member.quote),
            commitment=member.commitment or "",
        )
        for member in link.members
    )


def find_spans(page: Page, quote: str) -> tuple[Span, ...]:
    """Return where a quotation stands on a page, white space and hyphens aside; nothing if it does not."""
    letters = [(fold, index) for index, char in enumerate(page.text) if (fold := same_words(char))]
    places = [index for fold, index in letters for _ in fold]
    wanted = same_words(quote)
    at = "".join(fold for fold, _ in letters).find(wanted) if wanted else -1
    if at < 0:
        return ()
    return (Span(page.number, places[at], places[at + len(wanted) - 1] + 1),)


def _spans(knowledge: KnowledgeBase, document: str, number: int, quote: str) -> tuple[Span, ...]:
    page = knowledge.page(document, number)
    return _found(page, quote) if page else ()


@lru_cache(maxsize=4096)
def _found(page: Page, quote: str) -> tuple[Span, ...]:
    return find_spans(page, quote)
