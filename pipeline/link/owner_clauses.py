"""Clauses that say who runs a programme without naming it: ``det är kyrkan som driver kursen``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.article import Span
from pipeline.link.owner_bodies import Body
from pipeline.link.scene import Scene

_WORK = (
    r"(?:projektet|insatsen|satsningen|verksamheten|kursen|utbildningen|programmet|initiativet|metoden|modellen|"
    r"arbetet|upplägget|samverkan|samarbetet|piloten|försöket|delprojektet|enheten|gruppen|caféet|verkstaden|"
    r"huset|torget|mötesplatsen|det|den|detta|allt|alltihop|det hela)"
)
_KEEPS = (
    r"(?:driver|drev|sköter|kör|leder|ledde|samordnar|äger|ägde|arrangerar|anordnar|ordnar|genomför|"
    r"förvaltar|koordinerar|administrerar|projektleder)"
)
_IN_CHARGE = (
    rf"(?:{_KEEPS}|håller i|höll i|håller ihop|ansvarar för|svarar för|står bakom|står för driften av|"
    r"är huvudman för|är projektägare för|har huvudansvaret för)"
)
# "Kyrkan håller i den": verb and object right after the body; "som kyrkan driver": the relative stands before.
_OBJECT_AFTER = re.compile(
    rf"\s+(?:\w+\s){{0,2}}?{_IN_CHARGE}\s+(?:\w+\s)?(?:hela )?{_WORK}\b", re.IGNORECASE
)
_ENDS = re.compile(
    rf"\s+(?:\w+\s){{0,2}}?(?:{_KEEPS}|håller i|håller ihop|står bakom|ansvarar för|svarar för)"
    r"(?:\s+(?:den|det))?\s*(?:[,.;:]|$|\s(?:på|med|i|sedan|åt|tillsammans|ihop|och|men)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\bsom\s+(?:\w+\s){0,2}$", re.IGNORECASE)
# "Det är kyrkan som driver kursen", "Det är Ånge som har ansökt".
_CLEFT_BEFORE = re.compile(
    r"\b(?:det (?:är|var|blir)|är det|och det är|men det är)\s+(?:[a-zåäö-]+\s){0,3}$",
    re.IGNORECASE,
)
_CLEFT_AFTER = re.compile(
    rf"\s*,?\s*som\s+(?:\w+\s){{0,2}}?(?:{_IN_CHARGE}|har (?:ansökt|sökt|fått uppdraget|startat|dragit|"
    r"tagit initiativ\w*|ansvaret|huvudansvaret)|"
    r"tog initiativ\w*|fick uppdraget|tecknat|söker|ska driva|anställer|startade)\b",
    re.IGNORECASE,
)
# "Det var Moras projekt för unga", "är en verksamhet under Stiftelsen Kajen".
_PREDICATE = re.compile(r"^(?:det|den|detta|denna)\s+(?:är|var|blev)\s+$", re.IGNORECASE)
_POSSESSED = re.compile(
    r"\s+(?:[a-zåäö-]+\s){0,2}[a-zåäö-]*(?:projekt|insats|satsning|verksamhet|modell|metod|program|"
    r"initiativ|kurs)\b"
)
_UNDER = re.compile(
    r"\bär (?:en|ett) (?:[a-zåäö-]+ )?[a-zåäö]*(?:verksamhet|projekt|insats|satsning|initiativ|program|kurs|"
    r"mötesplats|enhet|del) (?:under|inom|hos|vid|från|av)\s+$",
    re.IGNORECASE,
)
# "Huvudman för försöket är Mora kommun", "Ansvarig för kursen är ABF".
_LABEL_OF = re.compile(
    r"\b(?:projektägare|huvudman|ägare|värdkommun|arrangör|ansvarig(?:t)?(?: organisation)?|ansvaret)\s+"
    r"(?:för\s[^.;:]{1,60}?\s)?(?:är|blir|blev|var|har varit|ska vara|ligger (?:på|hos)|har)\s+"
    r"(?:den |det |föreningen )?$",
    re.IGNORECASE,
)
# "Mora kommun är värdkommun", "Bolaget är den part som leder samverkan".
_IS_HOST = re.compile(
    r"\s+(?:är|blir|var|står som|stod som|ska vara)\s+(?:\w+\s){0,2}?(?:värdkommun|huvudman|projektägare|ägare\b|"
    r"(?:part|den) som (?:leder|driver|äger|ansvarar))",
    re.IGNORECASE,
)
# "1,2 miljoner till Mora kommun för Fyren": a list of grants.
_GRANT_TO = re.compile(r"\b(?:till|åt)\s+(?:[a-zåäö-]+\s)?$", re.IGNORECASE)
_GRANT_FOR = re.compile(
    r"\s+(?:för|till)\s+(?:(?:arbetet|fortsättning\w*|\w+(?:et|en))\s+(?:med\s+)?)?[\"']?",
    re.IGNORECASE,
)
# "Fyren, Mora kommun, 2 100 000 kr"
_ROW_GAP = re.compile(r"[\"']?\s*[,:(–-]\s*(?:[a-zåäö]+\s)?")
_ROW_END = re.compile(
    r"\s*(?:[,)–-]\s*[A-ZÅÄÖ]\w+)?\s*(?:[,:)–-]\s*)?(?:\d|beviljas|får)", re.IGNORECASE
)
_RECRUITS = re.compile(
    r"\s+(?:nu\s)?(?:söker|sökte|rekryterar|bjuder in)\s+[^.;:]{1,60}?\s(?:till|i|för)\s(?:\w+\s)?[\"']?"
)
_SEEKS = re.compile(r"\b(?:söker|sökte|rekryterar)\s+(?:nu\s)?$", re.IGNORECASE)
_SOUGHT = re.compile(r"\s[^.;:]{1,60}?\s(?:till|i|för)\s(?:\w+\s)?[\"']?")


def by_clause(scene: Scene, number: int, about: set[int]) -> Body | None:
    """The body that a sentence about the programme tells to be in charge, in any of the ways above."""
    return _by_tests(scene, about, (_cleft, _in_charge, _predicate))


def by_label(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Huvudman för försöket är Mora kommun``, ``Mora är värdkommun``."""
    return _by_tests(scene, about, (_label_of,))


def _by_tests(
    scene: Scene, about: set[int], tests: Sequence[Callable[[str, str, Body], bool]]
) -> Body | None:
    for test in tests:
        for i in sorted(about):
            span = scene.in_sentence(i)
            for body in scene.bodies_in(i):
                before = scene.text[span.start : body.span.start]
                after = scene.text[body.span.end : span.end]
                if not is_located(scene, body) and test(before, after, body):
                    return possessed(scene, body, span)
    return None


def by_grant(scene: Scene, number: int, about: set[int]) -> Body | None:
    """The receiver in a list of grants, and who recruits to the programme."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        sentence = scene.sentence_of(index)
        span = scene.in_sentence(sentence)
        for body in scene.bodies_in(sentence):
            if body.span.end <= mention.start:
                gap = scene.text[body.span.end : mention.start]
                before = scene.text[span.start : body.span.start]
                if _GRANT_TO.search(before) and _GRANT_FOR.fullmatch(gap):
                    return body
                if is_located(scene, body):
                    continue
                if _RECRUITS.fullmatch(gap) or (_SEEKS.search(before) and _SOUGHT.fullmatch(gap)):
                    return body
            elif _ROW_GAP.fullmatch(scene.text[mention.end : body.span.start]) and _ROW_END.match(
                scene.text[body.span.end : span.end + 30]
            ):
                return body
    return None


# "Sedan årsskiftet har Mora kommun tagit över", "Kyrkan tar över driften"
_TAKES_OVER = re.compile(
    r"\s+(?:har\s|ska\s)?(?:nu\s|då\s)?(?:tagit|tar|tog|ta) över(?:\s*[,.;]|\s(?:som huvudman|driften|"
    r"huvudmannaskapet|verksamheten|ansvaret för (?:driften|verksamheten|projektet)|projektet|insatsen|den|det)\b)"
)


def by_takeover(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Tidigare drevs Fyren av kyrkan, men nu har Mora kommun tagit över.``"""
    return _by_tests(scene, about, (_takes_over,))


def _takes_over(before: str, after: str, body: Body) -> bool:
    return not body.owns and _TAKES_OVER.match(after) is not None


_LOCATIVE = re.compile(r"\b(?:i|på|från|till|ur)\s+$", re.IGNORECASE)


def is_located(scene: Scene, body: Body) -> bool:
    """``I Mora driver kyrkan …``: the place where something goes on, not who does it."""
    before = scene.text[max(0, body.span.start - 6) : body.span.start]
    return body.kind == "place" and _LOCATIVE.search(before) is not None


_OBLIQUE = re.compile(
    r"\b(?:tillsammans med|ihop med|samarbete med|samverkan med|samråd med|stöd (?:av|från)|hjälp (?:av|från)|"
    r"(?:pengar|medel|bidrag) (?:av|från))\s+(?:bland (?:annat|andra)\s+)?$",
    re.IGNORECASE,
)


def is_oblique(scene: Scene, body: Body) -> bool:
    """``Tillsammans med Lindberg AB startar kommunen …``: a partner or payer, not who does it."""
    return _OBLIQUE.search(scene.text[max(0, body.span.start - 50) : body.span.start]) is not None


_PART_OF = re.compile(
    r"\s?[,–(]\s(?:som är\s)?(?:ett|en)\s(?:[a-zåäö-]+\s){0,3}[a-zåäö-]*(?:projekt|insats|satsning|initiativ|"
    r"verksamhet|kurs|program|kampanj|modell|metod|mötesplats|utbildning)\s(?:hos|inom|från|av|vid|under)\s"
)


def by_apposition(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Fyren, ett initiativ från Röda korset``: right after the name."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in scene.bodies_in(scene.sentence_of(index)):
            if body.span.start > mention.end and _PART_OF.fullmatch(
                scene.text[mention.end : body.span.start]
            ):
                return body
    return None


def _label_of(before: str, after: str, body: Body) -> bool:
    return _LABEL_OF.search(before) is not None or (
        not body.owns and _IS_HOST.match(after) is not None
    )


def _cleft(before: str, after: str, body: Body) -> bool:
    return _CLEFT_BEFORE.search(before) is not None and _CLEFT_AFTER.match(after) is not None


# "Klubben sköter det på uppdrag av regionen": carried out for its owner.
_COMMISSIONED = re.compile(
    r"\s+(?:sköter|kör|utför|genomför|håller i)\b[^.;:]{0,30}\bpå uppdrag av\b", re.IGNORECASE
)


# "ABF har fått ansvaret", "Bolaget bär arbetsgivaransvaret"
_RESPONSIBLE = re.compile(
    r"\s+(?:har|bär|tar|tog|fick|får|har fått|har tagit)\s(?:\w+\s){0,2}?(?:ansvaret|huvudansvaret|"
    r"arbetsgivaransvaret|huvudmannaskapet|uppdraget)\b(?! att (?:granska|utvärdera|utreda|följa))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\bbakom\s(?:[a-zåäö]+\s){0,2}(?:står|stod|ligger|låg)\s+(?:också\s|även\s)?$", re.IGNORECASE
)
_REGI = re.compile(r"\s+(?:egen\s)?regi\b", re.IGNORECASE)


def _in_charge(before: str, after: str, body: Body) -> bool:
    if _BEHIND.search(before) or (body.owns and _REGI.match(after)):
        return True
    if body.owns or _COMMISSIONED.match(after):
        return False
    if _OBJECT_AFTER.match(after) or _RESPONSIBLE.match(after):
        return True
    relative = _RELATIVE.search(before) is not None
    return (relative or body.kind in _PRIVATE) and _ENDS.match(after) is not None


def _predicate(before: str, after: str, body: Body) -> bool:
    if body.owns and _PREDICATE.match(before) and _POSSESSED.match(after):
        return True
    return not body.owns and _UNDER.search(before) is not None


_PRIVATE = frozenset(("association", "company", "organisation", "actor"))
_APPOSITION = re.compile(
    r"\s+(?:[a-zåäö-]+\s){0,3}[a-zåäö-]+(?:bolag|företag|förening|stiftelse|förbund),?\s+"
)


def possessed(scene: Scene, body: Body, sentence: Span) -> Body:
    """``kommunens eget turistbolag, Fjällstaden AB``: the company, not its owner."""
    if not body.owns:
        return body
    for other in scene.bodies:
        if other.span.start > body.span.end and other.span.end <= sentence.end:
            between = scene.text[body.span.end : other.span.start]
            return other if _APPOSITION.fullmatch(between) else body
    return body


_PAIR = re.compile(r"\s*(?:,|och|samt)\s+")


def first_of_pair(scene: Scene, body: Body) -> Body:
    """``Moras och Orsas insats``: the first of those that own it together."""
    for other in reversed(scene.bodies):
        if other.span.end <= body.span.start:
            between = scene.text[other.span.end : body.span.start]
            if (
                other.code
                and _PAIR.fullmatch(between)
                and scene.text[: other.span.end].endswith("s")
            ):
                body = other
            else:
                break
    return body
