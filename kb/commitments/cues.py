"""Words that turn a clause towards a promise or away from it. Each is a name and a pattern.

A cue does not decide anything: it is a feature, and what it weighs is learned (``data/weights.json``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Cues = tuple[tuple[str, re.Pattern[str]], ...]


def _cues(pairs: Sequence[tuple[str, str]]) -> Cues:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in pairs)


CUES: Cues = _cues(
    [
        ("strive", r"\b(streven|streeft|streefdoel|zetten?\b[^.]{0,40}\bin (?:op|voor|om)|inzetten|ambitie|ambiëren)\b"),
        ("our aim", r"\b(ons|onze|het|de) (doel\w*|ambitie\w*|streven|inzet|uitgangspunt|opgave|wens|koers)\b"),
        ("aim is that", r"\b(doel|doelstelling|uitgangspunt|ambitie|inzet|streven) (?:\w+ ){0,3}(?:is|zijn)\b"),
        ("as far as", r"\bwaar(?: dat)? (?:mogelijk|kan|nodig)\b|\bzo ?veel mogelijk\b|\bzo \w+ mogelijk\b|\bindien mogelijk\b"),
        ("in principle", r"\bin (?:principe|beginsel)\b"),
        ("coming years", r"\b(komende|aankomende|volgende|deze) (?:\w+ )?(jaren|jaar|periode|collegeperiode|tijd|decennia)\b"),
        ("by when", r"\b(uiterlijk|voor het einde|eind|begin|medio|vóór|per|vanaf|binnen) (?:\w+ ){0,2}20\d\d\b"),
        ("past years", r"\b(afgelopen|voorgaande|vorige|eerder|destijds|vroeger|geleden|sinds|reeds|inmiddels)\b"),
        ("now", r"\b(momenteel|op dit moment|thans|nu al|al jaren|nog altijd|nog steeds|tot dusver|tot nu toe)\b"),
        ("already", r"\bal\b"),
        ("more", r"\b(meer|beter|extra|verder|nieuwe?|sneller|minder|hoger|lager|versterkt|vaker|intensiever)\b"),
        ("go on", r"\b(blijven|blijft|voortzetten|doorgaan|gaan\b.{0,30}\bdoor|zetten\b.{0,40}\bvoort)\b"),
        ("important", r"\b(belangrijk\w*|essentieel|van belang|cruciaal|noodzakelijk|wenselijk|vitaal|onmisbaar|urgent\w*)\b"),
        ("must", r"\b(moeten?|dient|dienen|verplicht|vereist)\b"),
        ("must be", r"\b(moeten?|dienen?t?) (?:\w+ ){0,12}(worden|zijn|komen|krijgen)\b"),
        ("can", r"\b(kan|kunnen|zou|zouden|mogelijk|mogelijkheid|wellicht|eventueel|kansen?|biedt)\b"),
        ("example", r"\b(bijvoorbeeld|voorbeeld\w*|zoals|denk\b.{0,15}\baan|te denken)\b"),
        ("example first", r"^\W*(?:een voorbeeld|voorbeelden|denk|zo is|zo zijn|bijvoorbeeld)"),
        ("this text", r"\bdit (?:hoofdstuk|document|programmaplan|programma|plan|akkoord|stuk)|\bdeze (?:visie|nota|paragraaf|"
                      r"omgevingsvisie|afspraken|prestatieafspraken)\b|\b(bijlage|figuur|tabel|paragraaf|hoofdstuk)\b"),
        ("in this text", r"\b(beschrijven|beschreven|toegelicht|lichten .{0,20}toe|leest u|weergegeven|opgenomen|uitgewerkt in)\b"),
        ("means", r"\b(betekent|houdt in|omvat|bestaat uit|gaat om|gaat over|betreft|bevat)\b"),
        ("if", r"\b(als|wanneer|indien|mits|tenzij|zodra)\b"),
        ("because", r"\b(omdat|doordat|immers|namelijk|want)\b"),
        ("so that", r"\b(zodat|om ervoor te zorgen|opdat)\b"),
        ("responsible", r"\b(verantwoordelijk\w*|taak|taken|rol|regie\w*|regisseur)\b"),
        ("together", r"\b(samen|gezamenlijk|gezamenlijke|samenwerking|onderling|in overleg)\b"),
        ("agree", r"\b(spreken .{0,20}af|afgesproken|afspraken|zegt? toe|zeggen toe|committe\w+|toezegging|beloven)\b"),
        ("yearly", r"\b(jaarlijks\w*|elk jaar|ieder jaar|per jaar|periodiek\w*|structureel|standaard|altijd)\b"),
        ("never", r"\b(geen|nooit|nergens|niet)\b"),
        ("only", r"\b(alleen|uitsluitend|slechts)\b"),
        ("each", r"\b(alle|elke|iedere|elk|ieder|iedereen)\b"),
        ("number", r"\b\d+(?:[.,]\d+)*\s?(?:%|procent|euro|woningen|mw|kwh|twh|hectare|m2|km|ton|miljoen)|€"),
        ("at least", r"\b(minimaal|minstens|ten minste|tenminste|maximaal|circa|ongeveer|max\.|min\.)"),
        ("attention", r"\b(aandacht|oog voor|oog hebben|prioriteit|centraal|voorop|focus|nadruk)\b"),
        ("starting point", r"\b(uitgangspunt\w*|basis|randvoorwaarde\w*|leidend|sturend)\b"),
        ("in our view", r"\b(wat ons betreft|volgens ons|ons inziens|wij vinden|vinden wij|vinden we|we vinden)\b"),
        ("with us", r"\b(ons|onze)\b"),
        ("you", r"\b(je|jij|jouw|u|uw|ik|mijn)\b"),
        ("look for", r"\b(op zoek|zoeken|verkennen|verkenning|onderzoek\w*|bekijken|kijken|nagaan|in kaart|haalbaarheid\w*)\b"),
        ("get going", r"\b(aan de slag|werk maken|oppakken|uitvoeren|uitvoering|realiseren|opstellen|opgesteld|ontwikkelen)\b"),
        ("challenge", r"\b(uitdaging\w*|opgave\w*|knelpunt\w*|probleem|problemen|druk|tekort\w*)\b"),
        ("arises", r"\b(ontstaat|ontstaan|leidt|leiden|zorgt|draagt bij|dragen bij|levert|speelt|spelen)\b"),
        ("relative", r"\b(waarbij|waarin|waarmee|waardoor|waaruit|waarvan)\b"),
        ("colon inside", r"\w: \w"),
        ("quotes", r"[“”\"]"),
        ("money row", r"€[^€]+€"),
        ("see", r"\b(zie|conform|volgens|op basis van|op grond van)\b"),
        ("planned", r"\b(gepland|voornemen\w*|beoog\w*|verwacht\w*|planning)\b"),
        ("past tense", r"\b(\w{3,}(?:eerde|eerden|kten|pten|sten|gden|nden|lden)|was|waren|werd|werden|had|hadden|hebben wij|heeft geleid)\b"),
        ("done", r"\b(is|zijn|heeft|hebben) (?:\w+ ){0,12}(ge\w+(?:d|t|en)|be\w+(?:d|t)|ver\w+(?:d|t)|ont\w+(?:d|t)|vastgesteld|afgerond|opgesteld|uitgevoerd|opgestart|bereikt)\b"),
    ]
)  # fmt: skip

OPENERS: Cues = _cues(
    [
        ("we", r"(?:we|wij)\b"),
        ("so", r"(?:zo|hiermee|daarmee|hierdoor|daardoor|zodoende)\b"),
        ("therefore", r"(?:daarom|dus|dat betekent|dit betekent|derhalve)\b"),
        ("with that", r"(?:hierbij|daarbij|hierin|daarin|hiervoor|daarvoor|hieraan|hierover)\b"),
        ("also", r"(?:ook|daarnaast|verder|tevens|bovendien|tot slot|aanvullend)\b"),
        ("this we do", r"(?:dit|dat|deze|die) (?:doen|gaan|willen|moet|zetten|werken)\b"),
        ("this", r"(?:dit|dat|deze|die)\b"),
        ("it is", r"het (?:is|blijft|gaat|betreft)\b"),
        ("there", r"er (?:is|zijn|wordt|worden|komt|komen|moet|moeten|was|waren)\b"),
        ("together", r"(?:samen|gezamenlijk|in samenwerking|met)\b"),
        ("in order to", r"om\b"),
        ("for", r"(?:voor|bij|binnen|in|op|met|door|vanuit|naast)\b"),
        ("if", r"(?:als|wanneer|indien|mocht)\b"),
        ("when", r"(?:eind|begin|medio|uiterlijk|in 20\d\d|voor 20\d\d|vanaf|per 20\d\d|tot)\b"),
        ("past", r"(?:de afgelopen|in de afgelopen|sinds|vanaf 20|in het verleden|eerder)\b"),
        ("but", r"(?:maar|echter|toch|hoewel|tegelijkertijd)\b"),
        ("article", r"(?:de|het|een)\b"),
        ("party", r"(?:de )?(?:gemeente|corporaties|woningcorporaties|partijen|college|coalitie)\b"),
        ("capitals", r"[A-Z]{2,}\b"),
        ("dat", r"dat (?:we|wij|de|corporaties)\b"),
    ]
)  # fmt: skip

LEAD_CUES: Cues = _cues(
    [
        ("activities", r"\b(projecten|activiteiten|acties|actiepunten|maatregelen|inzet|aanpak|werkzaamheden|stappen|pakken we|gaan we)\b"),
        ("results", r"\b(resultaten|resultaat|bereikt|gerealiseerd|doelstelling\w*|doelen|mijlpalen|opbrengst\w*)\b"),
        ("ambition", r"\b(ambitie\w*|streven|visie|toekomst\w*|wensen)\b"),
        ("promise", r"\b(zegt? toe|zeggen toe|spreken af|afspraken|afgesproken|we gaan|wij gaan|willen we|we willen|zullen|zetten we)\b"),
        ("we", r"\b(we|wij|ons|onze)\b"),
        ("starting points", r"\b(uitgangspunt\w*|principes|speerpunten|kernpunten|voorwaarden|kaders)\b"),
        ("example", r"\b(voorbeeld\w*|zoals|onder andere|o\.a\.|waaronder)\b"),
        ("year", r"\b20\d\d\b"),
        ("colon", r":\s*$"),
        ("about", r"\b(inleiding|leeswijzer|achtergrond|context|aanleiding|voorwoord|definitie\w*|begrippen|bijlage\w*|samenvatting|situatie|terugblik|trends|ontwikkelingen)\b"),
        ("money", r"\b(begroting|financi\w+|kosten|budget\w*|middelen)\b"),
        ("organisation", r"\b(organisatie|governance|sturing|monitoring|evaluatie|rollen|taken)\b"),
    ]
)  # fmt: skip
