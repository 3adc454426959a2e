"""What speaks for each body's owning a programme: the features that ``owner_weights.tsv`` weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.link.funders import funder
from pipeline.link.owner_bodies import Body
from pipeline.link.owner_candidates import Candidate, key_of
from pipeline.link.owner_syntax import head_of, relations, target
from pipeline.link.owner_unnamed import code_in_name
from pipeline.link.owner_verdicts import LAST_RULES, by_rules
from pipeline.link.scene import Scene

Features = dict[str, float]
_WE = re.compile(r"\b(?:vi|vår|vårt|våra|oss)\b", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:arbetsförmedlingen|försäkringskassan|svenska esf-rådet|vinnova|tillväxtverket|länsstyrelsen|"
    r"kriminalvården|skatteverket|migrationsverket|skolverket|socialstyrelsen|folkhälsomyndigheten|mucf)",
    re.IGNORECASE,
)
_REGION = re.compile(r"^region\b|regionen$", re.IGNORECASE)
_FUND = re.compile(r"\bfond|\besf|socialfond|\beu\b|vinnova|tillväxtverket|postkod", re.IGNORECASE)
_STUDY = re.compile(r"universitet|högskola|utredning|\bconsult|analys", re.IGNORECASE)
_UNITED = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("acts=name", r"(?:subj|agent):(?:act|run|start|offer|get|owner)=name"),
        ("acts=noun", r"(?:subj|agent):(?:act|run|start|offer|get|owner)=(?:noun|it)"),
        ("acts@near", r"(?:subj|agent):(?:run|start|get|owner)@near"),
        ("acts@else", r"(?:subj|agent):(?:run|start|get|offer|owner)@else"),
        ("staff@near", r"(?:på|i|hos|vid|för|inom|från|poss|av|nmod):(?:person|unit)@near"),
        ("staff@else", r"(?:på|i|hos|vid|för|inom|från|poss|av|nmod):(?:person|unit)@else"),
        ("tells", r"(?:subj|enligt):tell@"),
        ("pays", r"(?:subj|agent):pay|från:(?:money|pay)|av:(?:money|pay)|label-payer"),
        ("joins", r"(?:med|till|mellan|från|i):(?:join|run|work)|label-partner|conj-|subj:join"),
        ("seat", r"(?:i|på|till|från|ur):(?:noun|other|offer|start|get|join)"),
    )
)
_KEPT = re.compile(r"own-noun@|owns@|label-|right-|\w+@headline|(?:conj-)?(?:subj|agent):act=")
_STAFF = re.compile(
    r"\b(?:kommunens|stadens|kommunal\w*|kommunalråd\w*|arbetsmarknads(?:chef|enhet|förvaltning)\w*|enhetschef\w*|"
    r"socialchef\w*|förvaltning\w*|nämnd\w*|\w+nämnden|jobbcoach\w*)\b",
    re.IGNORECASE,
)
_LABELS = (
    (
        "owner",
        re.compile(
            r"\b(?:projektägare|huvudman|ansvarig\w*(?: \w+)?|stödmottagare|sökande|arrangör|ägare|organisation|"
            r"värd\w*|utförare|kontakt)\s*:\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "payer",
        re.compile(
            r"\b(?:\w*finansiä?r\w*|stöd(?:s av)?|bidrag\w*|med stöd av|uppdragsgivare)\s*:?\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "partner",
        re.compile(
            r"\b(?:medverkande|deltagande \w+|\w*part(?:er|ner)\w*|samverkan\w*|tillsammans med|i samarbete med|ort|"
            r"kommuner|närvarande|målgrupp)\s*:?\s*(?:\w+ kommun, )*$",
            re.IGNORECASE,
        ),
    ),
)
_PRIVATE = ("association", "company", "organisation", "actor")


class Weigher:
    """Reads the features of every candidate for one programme."""

    def __init__(self, scene: Scene, number: int, told: Mapping[str, Body]) -> None:
        self._scene, self._number = scene, number
        self._tagged, self._told = scene.tagged, told
        self._about = set(scene.sentences_about(number))
        marks = scene.clusters[number].mentions
        self._spans = [scene.mentions[i].span for i in marks]
        self._named = {scene.sentence_of(i) for i in marks}
        starts = (self._tagged.token_index_at(span.start) for span in self._spans)
        self._marks = frozenset(i for i in starts if i is not None)

    def features(self, found: Sequence[Candidate]) -> list[Features]:
        """One dictionary for each candidate, and a last one for an owner that nobody names."""
        scene, number = self._scene, self._number
        rules = self._verdicts()
        payer = (funder(scene, number) or "").casefold()
        letter = (scene.letter or "").casefold()
        written = code_in_name(scene, number)
        towns = [c for c in found if c.kind == "municipality"]
        private = [c for c in found if c.kind in _PRIVATE]
        near = {c.key: self._distance(c) for c in found}
        nearest = min(near.values(), default=99)
        we = any(_WE.search(scene.sentence_text(i)) for i in self._about)
        names = {cluster.name.casefold() for cluster in scene.clusters}
        alone = scene.alone(number)
        place = "alone" if alone else "first" if number == scene.umbrella else "other"
        result = []
        for one in found:
            mine: Features = {}
            kind = self._kind(one)
            mine[f"kind:{kind}"] = 1.0
            mine[f"kind:{kind}/{place}"] = 1.0
            for name, keys in rules.items():
                if one.key in keys:
                    mine[f"rule:{name}"] = 1.0
                    if name in ("surest", "last"):
                        mine[f"rule:{name}/{kind}"] = 1.0
            told = self._relations(one)
            mine.update((name, 1.0) for name in told if _KEPT.match(name))
            if one.code_is(scene.municipality):
                mine["chief"] = 1.0
                mine[f"chief/{place}"] = 1.0
            if one.code_is(written):
                mine["in-its-name"] = 1.0
            if one.kind == "municipality":
                mine["towns:" + ("1" if len(towns) == 1 else "2" if len(towns) == 2 else "3+")] = (
                    1.0
                )
                mine["against-private:" + str(min(len(private), 2))] = 1.0
            elif kind in _PRIVATE and len(private) == 1:
                mine["only-private"] = 1.0
            if one.body.name.casefold() in names:
                mine["programme-name"] = 1.0
                mine[f"programme-name/{kind}"] = 1.0
            self._unite(one, kind, told, mine)
            if payer and payer in one.body.name.casefold():
                mine["payer"] = 1.0
            if letter and one.key == letter:
                mine["letter"] = 1.0
                mine[f"letter/{'we' if we else 'not-we'}"] = 1.0
            self._position(one, near[one.key], nearest, kind, mine)
            result.append(mine)
        nobody: Features = {"nobody": 1.0}
        return [*result, nobody]

    def _unite(self, one: Candidate, kind: str, told: set[str], mine: Features) -> None:
        """Features of several relations that say the same."""
        group = "town" if kind == "municipality" else "private" if kind in _PRIVATE else "office"
        for name, pattern in _UNITED:
            if any(pattern.match(one_told) for one_told in told):
                mine[name] = 1.0
                mine[f"{name}/{group}"] = 1.0
        if group == "town":
            forms = {b.kind for b in one.mentions}
            form = (
                "own"
                if "own" in forms
                else "body"
                if "municipality" in forms
                else "place"
                if forms
                else "none"
            )
            mine[f"written:{form}"] = 1.0
            if one.code_is(self._scene.municipality):
                staff = _STAFF.search(self._scene.text) is not None
                mine[f"chief:{'staff' if staff else 'no-staff'}"] = 1.0
                mine[f"chief:{form}"] = 1.0
        where = [s.i for b in one.mentions if (s := self._tagged.sentence_at(b.span.start))]
        if where and min(where) <= 3:
            mine[f"early/{group}"] = 1.0
        if where and min(where) == 0:
            mine[f"headline/{group}"] = 1.0

    def _verdicts(self) -> dict[str, set[str | None]]:
        scene, number = self._scene, self._number
        found: dict[str, set[str | None]] = {}
        for name, told in self._told.items():
            found[name] = {key_of(told)}
        surest = next(iter(self._told), None)
        if surest is not None:
            found["surest"] = found[f"surest/{surest}"] = found[surest]
        last_found = None
        for name, last in LAST_RULES.items():
            body = last(scene, number)
            if body is not None:
                found[name] = {key_of(body)}
                last_found = last_found or body
        if surest is None:
            found["last"] = {key_of(last_found) if last_found else None}
        if number != scene.umbrella:
            above = by_rules(scene, scene.umbrella)
            part = "part" if scene.is_part(number) else "beside"
            found[f"above-{part}"] = {key_of(above) if above else None}
        return found

    def _kind(self, one: Candidate) -> str:
        name = one.body.name
        if one.kind == "municipality" or one.kind == "coordination":
            return one.kind
        if _FUND.search(name):
            return "fund"
        if _STATE.search(name):
            return "state"
        if _REGION.search(name):
            return "region"
        if _STUDY.search(name):
            return "study"
        return one.kind

    def _where(self, sentence: int) -> str:
        if sentence in self._named:
            return "named"
        return "about" if sentence in self._about else "else"

    def _relations(self, one: Candidate) -> set[str]:
        found = set()
        for body in one.mentions:
            sentence = self._tagged.sentence_at(body.span.start)
            if sentence is None:
                continue
            where = self._where(sentence.i)
            near = "near" if where != "else" else "else"
            for told, governor in relations(self._tagged, body):
                found.add(f"{told}@{near}")
                part, _, what = told.partition(":")
                if part in ("subj", "agent", "conj-subj", "conj-agent", "pass"):
                    if sentence.i == 0:
                        found.add(f"{part}@headline")
                    head = head_of(self._tagged, body)
                    if where != "else" and head is not None:
                        aim = target(self._tagged, governor, self._marks, head)
                        found.add(f"{told}={aim}")
                        if what in ("run", "start", "offer", "get"):
                            found.add(f"{part}:act={aim}")
            if body.kind == "own":
                found.add(f"own-noun@{where}")
            if body.owns:
                found.add(f"owns@{where}")
            found.update(f"{told}@{near}" for told in self._beside(body))
        return found

    def _beside(self, body: Body) -> list[str]:
        """How the sentence goes on from the body to the programme's name, or the other way."""
        found = []
        sentence = self._tagged.sentence_at(body.span.start)
        first = self._tagged.tokens[sentence.first].start if sentence else -1
        if body.span.start == first:
            found.append("opens")
        before = self._scene.text[max(0, body.span.start - 60) : body.span.start]
        for name, pattern in _LABELS:
            if pattern.search(before):
                found.append(f"label-{name}")
        for span in self._spans:
            gap = body.span.start - span.end
            if 0 <= gap < 4:
                found.append("right-after")
            if 0 <= span.start - body.span.end < 4:
                found.append("right-before")
        return found

    def _distance(self, one: Candidate) -> int:
        best = 99
        for body in one.mentions:
            sentence = self._tagged.sentence_at(body.span.start)
            if sentence is not None:
                best = min([best, *(abs(sentence.i - i) for i in self._named)])
        return best

    def _position(self, one: Candidate, near: int, nearest: int, kind: str, mine: Features) -> None:
        step = "0" if near == 0 else "1" if near == 1 else "2" if near <= 3 else "far"
        mine[f"near:{step}"] = 1.0
        if kind in _PRIVATE:
            mine[f"near:{step}/private"] = 1.0
        if near == nearest:
            mine["nearest"] = 1.0
            mine[f"nearest/{kind}"] = 1.0
        count = len(one.mentions)
        mine[
            "times:" + ("0" if not count else "1" if count == 1 else "2" if count <= 3 else "4+")
        ] = 1.0
        firsts = [self._tagged.sentence_at(b.span.start) for b in one.mentions]
        told = [s.i for s in firsts if s is not None]
        if told and min(told) == 0:
            mine["headline"] = 1.0
            mine[f"headline/{kind}"] = 1.0
        elif told and min(told) <= 3:
            mine["early"] = 1.0
        if told and min(told) > max(self._named, default=0):
            mine["only-after"] = 1.0
        if told and max(told) < min(self._named, default=0):
            mine["only-before"] = 1.0
        if any(i in self._about for i in told):
            mine["about"] = 1.0
