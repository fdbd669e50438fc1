"""What became of something: wordings that tell that it was done, or that it was stopped or put off."""

from __future__ import annotations

import re

_DONE = re.compile(
    r"\b(?:is|zijn|heeft|hebben) (?:[\w’'-]+ ){0,10}?"
    r"(?:vastgesteld|gerealiseerd|afgerond|gereed|geopend|gestart|opgericht|ingevoerd|uitgevoerd|opgesteld|"
    r"gebouwd|geplaatst|bereikt|gekomen|gelukt|gemaakt|volgeraakt|opgeleverd|voltooid|aangelegd|behaald|"
    r"gehaald|aangenomen|ondertekend|gesloten|ingericht|verbouwd|vernieuwd|voldaan|verlaagd|afgeschaft)\b"
    r"|\b(?:opening van|eerste resultaten|een feit|volgeraakt)\b|\bwerd\b|\bwerden\b",
    re.IGNORECASE,
)
_HALTED = re.compile(
    r"\bon hold\b|\bstil(?:gelegd|gezet|ligt)\b|\b(?:stop|stil)gezet\b|\buitgesteld\b|\bopgeschort\b"
    r"|\b(?:gaat|gaan) (?:voorlopig |nu )?niet door\b|\bgeen doorgang\b|\bgeschrapt\b"
    r"|\bkom\w* te vervallen\b|\b(?:is|zijn) vervallen\b"
    r"|\bingetrokken\b|\blosgelaten\b|\b(?:door|op|ver)(?:ge)?schoven\b"
    r"|\bschui(?:ft|ven) (?:\w+ ){0,4}?(?:op|door)\b"
    r"|\bniet (?:meer |langer |volledig |helemaal )?(?:haalbaar|mogelijk|gehaald|gelukt|gerealiseerd|gebouwd|"
    r"geplaatst|uitgevoerd|gered|bereikt|afgerond|gestart|begonnen|halen|redden|lukken)\b"
    r"|\b(?:lukt|haalt|halen|redden|redt) (?:\w+ ){0,4}?niet\b(?! altijd)|\bvertraging\b|\bvertraagd\b"
    r"|\b(?:zien|ziet) (?:\w+ ){0,3}?af van\b|\baf te zien\b|\bafgezien\b"
    r"|\bgeen (?:mogelijkheden|dekking|budget)\b"
    r"|\b(?:maanden|jaar|later) (?:later )?dan (?:gepland|afgesproken|beloofd|toegezegd|voorzien|gehoopt)\b"
    r"|\bloopt (?:\w+ ){0,3}?achter\b|\bachter op schema\b|\bnaar beneden bijgesteld\b|\bteruggebracht\b"
    r"|\b(?:een|twee|drie) jaar (?:later|opgeschoven|uitstel)\b|\buitstel\b|\bheroverwogen\b",
    re.IGNORECASE,
)


def is_done(text: str) -> bool:
    """Tell whether a text says that something was done, reached or begun."""
    return bool(_DONE.search(text))


def says_halted(text: str) -> bool:
    """Tell whether a text says that something was stopped, put off, dropped or not reached."""
    return bool(_HALTED.search(text))
