"""Whether a figure happened, is aimed at, or is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import BlockKind
from pipeline.extract.figures.cues import Field, pattern_regex
from pipeline.extract.figures.memory import TIME_UNITS
from pipeline.extract.figures.scene import Scene
from pipeline.lexicon.load import load
from pipeline.vocab import Status, Unit


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One line of ``lexicon/figures_status.tsv``."""

    pattern: str
    status: Status
    strength: str
    example: str


@cache
def _compiled() -> tuple[tuple[StatusEntry, re.Pattern[str]], ...]:
    compiled = []
    for entry in load(StatusEntry, "figures_status.tsv"):
        body = "|".join(
            pattern_regex(p) for p in sorted(entry.pattern.split("|"), key=len, reverse=True)
        )
        compiled.append((entry, re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)))
    return tuple(compiled)


_REACH = 300
_DONE = re.compile(
    r"\b(?:utfall\w*|resultat\w*|hittills|blev|har (?:redan|nu|hittills)|uppnå\w*|nåddes|nådde"
    r"|hamnade|jämför\w*"
    r"|överträff\w*|varav|istället|i stället|men (?:bara|det|då|i år|i fjol|nu|hittills|endast|än så länge))\b",
    re.IGNORECASE,
)
_IS_GOAL = re.compile(
    r"\b(?:är|var|blir|som|i)\s+(?:\w+\s)?(?:målet|mål|planen|målsättningen|ambitionen|tanken)\b"
    r"|\b(?:väntas|förväntas|beräknas|enligt prognos\w*)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:jämför\w*|mot|överträff\w*|istället|i stället)\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(
    r"\b(?:överträff\w*|nåddes|att|som|där|när|men|vilket|eftersom|så)\b|\boch\s+(?:har|är|får"
    r"|fick|kostar|hade|var)\b",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r"^\s*(?!som\b|när\b|då\b)(?:(?!och\b|som\b|när\b|då\b|för\b|innan\b|eftersom\b|fick\b|har\b"
    r"|hade\b|gick\b|är\b|var\b)[^\W\d_]+\s+){0,6}?(?:ska|skall|skulle)\b(?!\s+(?:rekommendera|vilja|kunna tänka))",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\blov\w+ att (?:skjuta|bidra|betala|ge|gå in)\b", re.IGNORECASE)
_PROLONGED = re.compile(r"\b(?:förläng\w*|fortsätta)\b[^.,]*\b(?:med|i)\s*$", re.IGNORECASE)
# places are planned, jobs on the market are counted: "antalet platser ökar till 30", "jobben ökar till 300"
_GROWS = re.compile(
    r"\b(?P<verb>utökas|byggs ut|utvidgas|växer|utökar|bygger ut|ökar|ökas|minskas|minskar|skärs ned|skära ned"
    r"|skär ned|krymper|krymps|dras ned|dras ner|sänks|höjs|fördubblas|halveras|utöka|bygga ut)\b"
    r"[^.;,]*\btill\s+(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
_BY_ITSELF = frozenset({"ökar", "minskar", "växer", "krymper"})
_PROMISED = re.compile(
    r"^\s+(?:(?!har|hade)[^\W\d_]+\s){0,3}?(?:som\s)?(?:vi|man|de|den|det|hon|han|projektet|regionen|förbundet"
    r"|enheten|kommunen"
    r"|som)\s(?:har\s|hade\s)?"
    r"(?:sagt|lovat|lovade|utlovat|planerat|planerade|planerades|siktar|siktade|räknat med"
    r"|räknade med|räknar med|tänkt)\b"
    r"|^\s+planerade\b|^\s+som (?:planerades|räknades med|budgeterades|var budgeterade|var tänkta|utlovades|var"
    r" målet|är målet|var planen|är planen)\b",
    re.IGNORECASE,
)
_BASE = re.compile(r"\bav (?:de|dessa|våra|alla|samtliga)\s+(?:\w+\s+)?$", re.IGNORECASE)
_DASHED = re.compile(r"\s*[–•■*-]\s")
_GOAL_HEADING = re.compile(
    r"^\W*(?:(?:vi|jag|kommunen|förbundet|partiet)\s+)?(?:kräver|föreslår|vill)\b"
    r"|^\W*(?:\w+\s+){0,3}?\w*mål(?:en|et|sättning(?:ar)?)?\W*$",
    re.IGNORECASE,
)


_FROM = re.compile(r"\bfrån\s+(?:[^\W\d_]+\s+)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;,]{0,30}?\still\s+(?:[^\W\d_]+\s+)?\d", re.IGNORECASE)
# "vi vill i stället anställa fem": wanted; "vill sluta när fem har gått": another clause
_WISHED = re.compile(
    r"(?<!\bdet )\b(?:vill|önskar|hoppas|tänker|ämnar|avser|planerar)\b(?:(?!\b(?:att|som|där|när|men|vilket"
    r"|eftersom)\b)"
    r"[^.;:])*?\b[^\W\d_]+(?:a|få|nå|ge|gå|ta|bli)\b[^.;:]*$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"(?:^|[.;]\s)(?:nästa (?:grupp|omgång|kull|kurs|etapp|år|termin|period|steg)|från (?:och med )?(?:nästa"
    r"|årsskiftet"
    r"|nyår|hösten|våren|sommaren|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december)|till (?:hösten|våren|sommaren|årsskiftet|nyår|nästa (?:år|sommar|höst|vår|termin))|om ansökan"
    r" (?:beviljas"
    r"|går igenom)|när allt är klart|fullt utbyggd\w*|på sikt|framöver)\b(?:(?!\b(?:hade|var|fick|blev|kom"
    r"|har)\b)[^.;])*$",
    re.IGNORECASE,
)


_AGO = re.compile(r"\s+(?:sedan|sen)\b", re.IGNORECASE)
# "Jag skulle säga ett tjugotal": how the speaker puts it, no plan
_SO_TO_SAY = re.compile(
    r"\s+(?:(?:jag|vi|man|nog|vilja)\s+)*(?:säga|tro|gissa|tippa|påstå|tippa på|gissa på|uppskatta)\b",
    re.IGNORECASE,
)
# "Om bara var tredje får jobb …", "Anta att hälften stannar": imagined
_IMAGINED = re.compile(
    r"(?:^|[.;:–-]\s)(?:Men\s|Och\s)?Om\s(?:(?:bara|ens|till exempel|så många som|ytterligare|minst)\s)?$"
    r"|\bom (?:bara|ens)\s$|\b(?i:anta|antag|förutsatt|tänk dig|tänk om|vi antar)(?:\satt)?\s(?:[^\W\d_]+\s)?$",
)
_WOULD = re.compile(
    r"^\s*(?:(?!och\b|som\b|när\b|då\b|men\b|fick\b|har\b|hade\b|är\b|var\b)[^\W\d_]+\s+){0,5}?"
    r"(?:skulle (?:kunna|behöva|få|bli)|kommer (?:sannolikt |troligen |snart )?att|riskerar att|kan komma att"
    r"|lär (?:behöva|få|bli))\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:^|[.!?:]\s|[–•-]\s|\d[.)]\s)(?:(?:Och|Men|Så)\s)?(?:Låt(?!\soss\b)|Anställ|Inför|Skapa|Bygg|Avsätt"
    r"|Sätt av|Satsa"
    r"|Höj|Sänk|Öka|Minska|Utöka|Fördubbla|Ge|Öppna|Starta|Erbjud|Garantera|Korta|Förläng|Tillsätt|Rekrytera"
    r"|Halvera|Inrätta|Öronmärk|[Kk]räv)\s(?!(?:har|är|var|fick|ska|vill|kan|hade|eget|[A-ZÅÄÖ\d])\b)[^.;!?]*$"
)
# "vill anställa fem och öppna 60 platser": what governs the first infinitive governs the second
_INFINITIVE = re.compile(
    r"^\s*(?!(?:alla|andra|samma|bara|många|några|flera|nya|hela|egna|mera|minsta|högsta|dessa|våra|deras|nästa"
    r"|drygt|ytterligare|förra)\b)(?:[a-zåäö]{2,}a|få|ge|nå|ta|gå|bli)\s+(?:[^\W\d_]+\s+){0,2}$"
)
_SENTENCE_END = re.compile(r"[.;:!?]\s")
# "ska pågå i tre år", "ska hållas inom tre dagar"; not what a rule demands: "den som får stöd ska delta i två år"
_LASTS = re.compile(
    r"\b(?:ska|skall|skulle)\b(?!\s+ha\b)(?:(?!\b(?:som|att|där|när|men|vilket|eftersom|efter|och)\b)[^.;:])*"
    r"\b(?:i|på|inom|under)\s+(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\b(?:den|de|alla|var och en|man|du) som\b|\b(?:man|du|ni)\b", re.IGNORECASE)
_LASTING_FIRST = re.compile(r"\b(?:under|inom)\s+(?:[^\W\d_]+\s+){0,3}$", re.IGNORECASE)
_SHALL = re.compile(r"^\s+(?:ska|skall)\b", re.IGNORECASE)

_STARTS_LATER = re.compile(
    r"[^.;]{0,60}?\b(?:startar|börjar|ansluter|går med|kommer med|öppnar)\s(?:först\s|redan\s)?(?:i|till|vid"
    r"|under|efter)\s"
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|hösten|våren|sommaren"
    r"|nästa|årsskiftet|nyår)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\bbehöver\b[^.;]*\b(?:fram till|till år|de (?:närmaste|kommande)|inom de närmaste|nästa)\b"
    r"|\b(?:fram till|till år|de (?:närmaste|kommande)|inom de närmaste)\b[^.;]*\bbehöver\b",
    re.IGNORECASE,
)
# "420 av de 500 som var målet"
_PART_OF = re.compile(r"\s+av\s+(?:[^\W\d_]+\s+){0,2}\d", re.IGNORECASE)
_COMES = re.compile(r"\bkommer\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)
_TO_COME = re.compile(r"^\s*(?:[^\W\d_]+\s+){0,3}?att\s+[^\W\d_]+", re.IGNORECASE)
# money that "höjs från 2,1 till 2,6 miljoner" is not there yet
_WILL_CHANGE = re.compile(
    r"\b(?:höjs|sänks|halveras|minskas|ökas|utökas|dras ned|dras ner|skärs ned"
    r"|fördubblas)\b[^.;]*\btill\s+(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
# "ska öka från 30 till 45 procent"
_SHALL_REACH = re.compile(
    r"\b(?:ska|skall|skulle|vill)\b(?:(?!\b(?:som|att|där|när|men|vilket|eftersom)\b)[^.;])*\bfrån\b[^.;,]*\btill\s+"
    r"(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
# "De vill ha siffror, de får siffror: 23 inskrivna"
_NEW_CLAUSE = re.compile(r",\s[^\W\d_]+\s(?:får|har|är|fick|hade|var|blev)\b", re.IGNORECASE)
# "arbetslösheten stiger till 8,5 procent nästa år"
_MOVES = re.compile(
    r"\b(?:stiger|sjunker|ökar|minskar|landar|hamnar|faller|växer)\b[^.;]*$", re.IGNORECASE
)
_NEXT_YEAR = re.compile(
    r"[^.;,]{0,40}\b(?:nästa (?:år|vår|höst|sommar|termin)|de kommande|till år 20\d\d)\b",
    re.IGNORECASE,
)
# "startar i februari och tar emot tio", "I januari drar vi i gång med tio": the present tense of a plan
_STARTING = re.compile(
    r"\b(?:startar|börjar|öppnar|drar i ?gång|drar vi i ?gång)\s(?:[^\W\d_]+\s)?(?:i|till|efter|vid"
    r"|under)\s(?:januari|februari"
    r"|mars|april|maj|juni|juli|augusti|september|oktober|november|december|hösten|höst|våren|vår|sommaren|årsskiftet"
    r"|nyår|nästa)\b(?:(?!\b(?:har|hade|fick|var|som)\b)[^.;])*$"
    r"|\bi (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|höst|vår)"
    r" (?:startar"
    r"|börjar|öppnar|drar)\b(?:(?!\b(?:har|hade|fick|var|som)\b)[^.;])*$",
    re.IGNORECASE,
)
_MEANT_FOR = re.compile(r"\b(?:vänder sig|riktar sig) till\s(?:[^\W\d_]+\s){0,2}$", re.IGNORECASE)
# who joins is foreseen; places and people are planned
_FORESEEN = frozenset({Unit.MUNICIPALITIES, Unit.ORGANISATIONS})
_ALREADY = re.compile(r"\s+(?:har|hade|fick|var)\b", re.IGNORECASE)


def status_of(scene: Scene, field: Field, unit: Unit) -> Status:
    """The status of the figure at ``field`` in its sentence."""
    text = scene.text
    duration = unit in TIME_UNITS
    before = text[max(0, field.own.start - _REACH) : field.own.start]
    left = text[field.left.start : field.left.end]
    right = text[field.right.start : field.right.end]
    if (
        _PROMISED.match(text[field.own.end : field.own.end + 80])
        or " planerade " in text[field.own.start : field.own.end]
    ):
        return Status.TARGET
    if _SHALL_REACH.search(before):
        return Status.TARGET
    if _BASE.search(before) or (_FROM.search(before) and _TO.match(text, field.own.end)):
        return Status.OUTCOME
    if duration:
        if _AGO.match(text, field.own.end):
            return Status.OUTCOME
        if _lasts(before, right) or _IMPERATIVE.search(before):
            return Status.TARGET
    else:
        if _INFINITIVE.match(left):
            left = _SENTENCE_END.split(before)[-1]
        if _WISHED.search(left) or _IMPERATIVE.search(before):
            return Status.TARGET
        if _COMES.search(before) and _TO_COME.match(right):
            return Status.FORECAST
        if unit is Unit.SEK and _WILL_CHANGE.search(before):
            return Status.FORECAST
        if _IMAGINED.search(before) or _WOULD.search(text[field.own.end : field.own.end + 80]):
            return Status.FORECAST
    for entry, pattern in _compiled():
        if entry.strength == "strong":
            *_, last = [None, *pattern.finditer(before)]
            forecast = entry.status is Status.FORECAST
            past = _CONTRAST if forecast else _DONE
            if last is not None and not past.search(before[last.end() :]):
                return entry.status
            behind = pattern.search(right)
            part = _PART_OF.match(text, field.own.end)
            if behind and _IS_GOAL.search(right) and not part and not _DONE.search(left + right):
                return entry.status
        else:
            found = pattern.search(left)
            modal = entry.strength == "modal"
            granted = unit is Unit.SEK and entry.strength == "promise" and _GIVES.search(left)
            if (modal and duration) or granted:
                continue
            if found and not modal and _NEW_CLAUSE.search(left, found.end()):
                continue
            if modal and found and _SO_TO_SAY.match(left, found.end()):
                continue
            if found and not (modal and _OTHER_CLAUSE.search(left, found.end())):
                return entry.status
    if unit in (Unit.PERSONS, Unit.PLACES) and (
        _STARTING.search(before) or (unit is Unit.PERSONS and _MEANT_FOR.search(before))
    ):
        return Status.TARGET
    coming = _COMING.search(before) and not _ALREADY.match(right)
    if coming or (not duration and _STARTS_LATER.match(right)):
        return Status.FORECAST if unit in _FORESEEN else Status.TARGET
    if not duration and _MOVES.search(before) and _NEXT_YEAR.match(text, field.own.end):
        return Status.FORECAST
    if _NEEDED.search(before + text[field.own.end : field.own.end + 60]):
        return Status.FORECAST
    if duration and _PROLONGED.search(left):
        return Status.TARGET
    grows = _GROWS.search(before) if unit in (Unit.PLACES, Unit.JOBS) else None
    if grows and (unit is Unit.PLACES or grows["verb"].lower() not in _BY_ITSELF):
        return Status.TARGET
    if not duration and _MODAL_AFTER.search(text[field.own.end : field.own.end + 60]):
        return Status.TARGET
    listed = scene.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE) or _DASHED.match(text)
    if listed and _GOAL_HEADING.search(scene.heading):
        return Status.TARGET
    return Status.OUTCOME


def _lasts(before: str, right: str) -> bool:
    """True for a time that something shall take: ``ska pågå i tre år``, ``Under tre år ska 90 personer …``."""
    clause = _SENTENCE_END.split(before)[-1]
    if _LASTING_FIRST.search(clause) and _SHALL.search(right):
        return True
    return bool(_LASTS.search(clause)) and not _RULE.search(clause)
