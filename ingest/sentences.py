"""Where Dutch sentences end.

A full stop ends a sentence unless it belongs to an abbreviation ("art. 3", "d.d.", "Dhr. R."), an ordinal
or a number; a sentence begins with a capital, a digit, an opening quote or bracket. Wrongly cut is worse
than not cut: half a sentence can be quoted as if it were a whole promise.
"""

from __future__ import annotations

import re

_NEVER_LAST = frozenset(
    """
    a.d.h.v aanh alg bijv bv bvb ca cf cfm conf d.d d.m.v d.w.z dhr div dr dra drs ds e.v evt excl fa fam
    gebr gem i.c i.c.m i.h.b i.h.k.v i.o i.o.m i.p.v i.r.t i.s.m i.t.t i.v.m incl ing inz ir jhr k.k m.a.w
    m.b.t m.b.v m.i.v m.m.v m.n m.u.v max mej mevr min mr mw n.a.v o.a o.b.v o.g.v o.l.v o.m ong plm prof
    r.k resp s.v.p st t.a.v t.b.v t.g.v t.h.v t.l.v t.n.v t.o.v t.w.v u.a v.a vgl vlg vnl w.o z.g zgn zog
    """.split()
)
_BEFORE_NUMBER = frozenset(
    """
    afb afd apr art artt aug bijl bl blz dec feb fig hfst hoofdst jan jul jun kst lid mrt nos nov nr nrs okt
    opm p pag par pp sep sept stb stcrt tab tel tit trb
    """.split()
)
_MAYBE_LAST = frozenset(
    """
    a.s a.u.b b.d b.v c.a c.q c.s e.a e.d e.e.a e.o enz etc h.o.h i.d i.o.i.d j.l jl jr m.i mld mln mrd n.b
    n.chr n.o.t.k n.t.b n.v n.v.t nvt o.i o.i.d p.j p.m p.p p.u p.w sr t.b t.b.d t.b.k t.k t.m v.chr v.o.f
    v.v z.o.z
    """.split()
)
_STOP = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"”’»)\]']*)(?P<mark>\d{1,2})?(?P<more>[\"”’»)\]']*)\s+(?=(?P<next>\S+))"
)
_TOKEN = re.compile(r"\S+$")
_OPENERS = "\"'“‘„«([‹"
_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[IVXLC]+)$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the offsets ``[start, end)`` of the sentences of a clean text, in order.

    ``text`` has its white space folded to single spaces. The sentences cover all but the white between
    them; an empty text gives none.
    """
    sentences: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _STOP.finditer(text):
        if match.start() < start or not _ends_here(text, start, match):
            continue
        end = match.end("more")
        sentences.append((start, end))
        start = match.end()
    end = len(text.rstrip())
    if start < end:
        sentences.append((start, end))
    return sentences


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    following = match["next"].lstrip(_OPENERS)
    before = text[start : match.start()]
    if not following or (match["mark"] and before[-1:].isdigit()):
        return False
    if not (following[0].isupper() or following[0].isdigit() or _opens_quote(match["next"])):
        return False
    if match["stop"] != ".":
        return following[0].isupper() or match["stop"] != "…"
    return not _is_abbreviation(before, match["close"], following)


def _opens_quote(token: str) -> bool:
    return token[0] in "“„«" and len(token) > 1


def _is_abbreviation(before: str, close: str, following: str) -> bool:
    """Tell whether the full stop after ``before`` belongs to the word and not to the sentence."""
    found = _TOKEN.search(before)
    token = (found.group() if found else "").lstrip(_OPENERS + "-–/")
    word = token.lower()
    if not token:
        return True
    if found is not None and found.start() == 0 and _ITEM.fullmatch(token):
        return True
    if close:
        return False
    if len(token) == 1 and token.isalpha() and token.isupper():
        return True  # an initial, whatever else the letter can stand for
    words = {word, word.rpartition("/")[2], word.rpartition("(")[2]}
    if words & _NEVER_LAST:
        return True
    if words & _BEFORE_NUMBER:
        return following[0].isdigit()
    if words & _MAYBE_LAST:
        return not following[0].isupper()
    return _is_initials(token)


def _is_initials(token: str) -> bool:
    """Tell whether ``token`` (its last full stop taken off) is initials: "F.W", "J.P", "Th"."""
    parts = token.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isupper() for part in parts)
