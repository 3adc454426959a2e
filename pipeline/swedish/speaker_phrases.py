"""Phrases that can name a source, read from their first word: people, pronouns, roles, organisations.

``säger | enhetschefen på Jobbcentrum Anna Ek och hon``. Read from words and lexicons, so that a wrong tree
costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto

from pipeline.article import Span, TaggedArticle, Token
from pipeline.swedish.documents import is_document
from pipeline.swedish.inflected import Form, without_genitive
from pipeline.swedish.nouns import BodyKind, body_of, role_of
from pipeline.swedish.person_names import NameSpan, person_names
from pipeline.swedish.words import words

PRONOUNS = words("han hon hen de dom")
OBJECT_PRONOUNS = words("honom henne hen dem dom")
_DETERMINERS = words(
    "en ett den det de dom någon några flera många alla båda bägge samtliga vår våra vårt "
    "min mitt mina din sin sitt sina hans hennes deras dess dessa denna denne detta varje "
    "var ingen inga en två tre fyra fem sex sju åtta nio tio flertalet annan andra ett "
    "par par både såväl"
)
PREPOSITIONS = words("på vid i för inom hos från till av med under över åt bakom kring mot")
_JOINERS = frozenset(["och", "samt"])
_NEVER = words("samma förstnämnda sistnämnda")
_ADVERBS = words(
    "också även dock själv själva nu sedan sen då därefter gärna ofta alltid fortfarande "
    "ändå däremot vidare samtidigt numera tidigare redan nog väl ju bara inte aldrig helt "
    "enkelt just särskilt dessutom båda bägge gemensamt bestämt självkritiskt öppet tydligt "
    "sammanfattningsvis i dag idag snabbt till slut först främst alltså istället emellertid "
    "å sin sida sist mest personligen både"
)
ORG_ENDINGS = re.compile(
    r"(?:förbundet|rådet|myndigheten|förmedlingen|verket|styrelsen|nämnden|kassan|förvaltningen|enheten|"
    r"centralen|delegationen|inspektionen|institutet|universitet|högskola|kyrkan|missionen|samfundet|stiftelsen|"
    r"företagarna|näringsliv|departementet|kommittén|byrån|partiet|demokraterna|facket)$"
)
_ADVERBIALS = tuple(
    tuple(phrase.split())
    for phrase in ("i alla fall", "å sin sida", "i sin tur", "för sin del", "i dag", "till slut")
)
_TITLES_BEFORE = words("vice biträdande tillförordnade tillförordnad tf förre förra")
_TITLES = words("fru herr fröken doktor professor")
_PARTICIPLE = re.compile(
    r"(?:[ae]nde|ade|ställda|sökta|frågade|ansvariga|berörda|unga|äldre|drabbade)$"
)
_ACRONYM = re.compile(r"[A-ZÅÄÖ]{2,7}")
_NO_BODY = words("SFI CV KPI AB IT MI IPS TV OK EU ESF")
_AGENT = re.compile(r"[a-zåäöé]{3,}(?:are|aren|arna)s?")
_NO_AGENTS = words(
    "dagarna timmarna pengarna tankarna delarna kvällarna sommaren åren vidare senare"
)
_SURE_NOUN = 10  # letters from which a noun for people is trusted over the tagger
LONGEST = 12


class SpeakerKind(StrEnum):
    """What a phrase for a source is headed by."""

    NAME = auto()
    PRONOUN = auto()
    ROLE = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """Tokens ``[first, last)`` that name one or several sources. ``heads``: what to resolve."""

    first: int
    last: int
    heads: tuple[Span, ...]
    kinds: tuple[SpeakerKind, ...]


class PhraseReader:
    """Reads speaker phrases of one article left to right. Names are found once, when it is made."""

    def __init__(self, tagged: TaggedArticle) -> None:
        self.tagged = tagged
        self.names = person_names(tagged)
        self._by_first = {name.first: name for name in self.names}
        self._by_last = {name.last: name for name in self.names}
        self._inside = {i for name in self.names for i in range(name.first, name.last)}

    def name_at(self, i: int) -> NameSpan | None:
        """The name that begins at token ``i``."""
        return self._by_first.get(i)

    def name_ending(self, i: int) -> NameSpan | None:
        """The name that ends before token ``i``."""
        return self._by_last.get(i)

    def in_name(self, i: int) -> bool:
        """True where token ``i`` is part of a person's name."""
        return i in self._inside

    def at(self, i: int, limit: int) -> SpeakerPhrase | None:
        """The phrase that begins at token ``i`` and ends before ``limit``, joint speakers included."""
        tokens = self.tagged.tokens
        if i < limit and tokens[i].lower in ("både", "såväl", "bägge") and i + 1 < limit:
            i += 1
        phrase = self._one(i, limit)
        if phrase is None:
            return None
        while phrase.last + 1 < limit and phrase.kinds[-1] is not SpeakerKind.PRONOUN:
            joined = tokens[phrase.last].lower in _JOINERS
            if not joined and not (
                tokens[phrase.last].text == "," and self._listed(phrase.last, limit)
            ):
                break
            following = self._one(phrase.last + 1, limit)
            if following is None:
                break
            if SpeakerKind.NAME in phrase.kinds and following.kinds[0] is SpeakerKind.ROLE:
                break
            phrase = SpeakerPhrase(
                phrase.first,
                following.last,
                phrase.heads + following.heads,
                phrase.kinds + following.kinds,
            )
        return phrase

    def _listed(self, comma: int, limit: int) -> bool:
        """``Eva Lind, Per Ek och Åsa Ask``: a comma between names of a list that ends with ``och``."""
        following = self._by_first.get(comma + 1)
        return (
            following is not None
            and following.last + 1 < limit
            and self.tagged.tokens[following.last].lower == "och"
            and following.last + 1 in self._by_first
        )

    def _one(self, i: int, limit: int) -> SpeakerPhrase | None:
        tokens = self.tagged.tokens
        if i >= limit:
            return None
        name = self._by_first.get(i)
        if name is not None and name.last <= limit:
            return self._named(i, name)
        if tokens[i].lower in PRONOUNS | OBJECT_PRONOUNS and not self._modifier(i, limit):
            return SpeakerPhrase(i, i + 1, (tokens[i].span,), (SpeakerKind.PRONOUN,))
        head = self._head(i, limit)
        if head is None and self._people_by_adjective(i, limit):
            return SpeakerPhrase(i, i + 2, (self._span(i, i + 2),), (SpeakerKind.ROLE,))
        if head is None:
            return self._described_name(i, limit) or self._body_name(i, limit)
        j, kind = head
        if kind is SpeakerKind.ROLE:
            named = self._name_after_role(i, j, limit) or self._described_name(i, limit)
            if named is not None:
                return named
            role = role_of(tokens[j].text)
            if role is not None and role.form is Form.INDEFINITE and j == i:
                if role.noun_plural_alike and "Number=Sing" not in tokens[j].feats:
                    return SpeakerPhrase(i, j + 1, (self._span(i, j + 1),), (kind,))
                return None  # a bare singular needs a name or a determiner
        end = self._body_end(j, limit) if kind is SpeakerKind.BODY else j + 1
        return SpeakerPhrase(i, end, (self._span(i, end),), (kind,))

    def _people_by_adjective(self, i: int, limit: int) -> bool:
        """``de intervjuade``, ``de ansvariga``, ``den sökande``: an adjective alone stands for people."""
        tokens = self.tagged.tokens
        if tokens[i].lower not in ("de", "dom", "den") or i + 1 >= limit:
            return False
        adjective = tokens[i + 1]
        if adjective.pos not in ("ADJ", "VERB", "NOUN") or not adjective.text[:1].islower():
            return False
        alone = i + 2 >= limit or tokens[i + 2].pos not in ("NOUN", "ADJ", "PROPN")
        return alone and _PARTICIPLE.search(adjective.lower) is not None

    def _modifier(self, i: int, limit: int) -> bool:
        """``de`` in ``de ansvariga``: a determiner, not a pronoun."""
        if self.tagged.tokens[i].lower not in ("de", "dom") or i + 1 >= limit:
            return False
        following = self.tagged.tokens[i + 1]
        return following.pos in ("NOUN", "ADJ", "NUM") and following.lower not in _ADVERBS

    def _named(self, i: int, name: NameSpan) -> SpeakerPhrase:
        span = self._span(name.first, name.last)
        return SpeakerPhrase(i, name.last, (span,), (SpeakerKind.NAME,))

    def _head(self, i: int, limit: int) -> tuple[int, SpeakerKind] | None:
        """The noun that heads the phrase from ``i``: determiners, adjectives and genitives may stand before."""
        tokens = self.tagged.tokens
        j = i
        while j < min(limit, i + LONGEST):
            token = tokens[j]
            if token.lower in _NEVER:
                return None
            if j > i and self._by_first.get(j) is not None:
                if not tokens[self._by_first[j].last - 1].text.endswith("s"):
                    return None
                j = self._by_first[j].last
                continue
            kind = self._noun_kind(token)
            if token.lower in ("dem", "dom", "oss") and j > i and tokens[j - 1].lower == "av":
                kind = SpeakerKind.ROLE  # "en av dem"
            if kind is not None and not self._goes_on(j, limit):
                return j, kind
            if not self._premodifier(j, limit):
                return None
            j += 1
        return None

    def _described_name(self, i: int, limit: int) -> SpeakerPhrase | None:
        """``matgeniet Eva Ek``, ``Facklans lokale eldsjäl Per``: nouns right before a name describe it."""
        tokens = self.tagged.tokens
        j = i
        while j < min(limit, i + 5) and j not in self._by_first:
            token = tokens[j]
            genitive = token.text.endswith("s") and token.pos in ("NOUN", "PROPN")
            aged = token.text[:1].isdigit() and token.lower.endswith(("-åriga", "-årige"))
            if token.pos not in ("NOUN", "ADJ", "NUM") and not (genitive or aged):
                return None
            j += 1
        name = self._by_first.get(j)
        if j == i or name is None or name.last > limit:
            return None
        before = tokens[j - 1]
        if before.text[:1].isupper() or is_document(before.text):
            return None
        return self._named(i, name)

    def _noun_kind(self, token: Token) -> SpeakerKind | None:
        if token.pos in ("AUX", "ADP", "ADV", "PRON", "CCONJ", "SCONJ") or is_document(token.text):
            return None
        role, body = role_of(token.text), body_of(token.text)
        if token.pos == "VERB" and len(token.text) < _SURE_NOUN:
            return None
        if role is not None:
            return SpeakerKind.ROLE
        if token.pos in ("NOUN", "PROPN") and _AGENT.fullmatch(token.lower):
            return None if token.lower in _NO_AGENTS else SpeakerKind.ROLE
        if body is not None and body.kind not in (BodyKind.PLACE, BodyKind.MEDIA):
            return SpeakerKind.BODY
        return None

    def _goes_on(self, j: int, limit: int) -> bool:
        """A genitive before another noun (``kommunens arbetsgivare``) or a truncated first part."""
        tokens = self.tagged.tokens
        if tokens[j].text.endswith("-"):
            return True
        if j + 1 >= limit or not tokens[j].text.endswith("s"):
            return False
        if role_of(tokens[j + 1].text) is not None or body_of(tokens[j + 1].text) is not None:
            return True
        if without_genitive(tokens[j].text) != tokens[j].text and tokens[j + 1].pos == "ADJ":
            return True
        following = tokens[j + 1]
        return following.pos in ("NOUN", "ADJ", "PROPN", "NUM") and "Case=Gen" in tokens[j].feats

    def _premodifier(self, j: int, limit: int) -> bool:
        token = self.tagged.tokens[j]
        if token.lower in _DETERMINERS or token.pos in ("ADJ", "DET", "NUM"):
            return True
        if token.text.endswith(("-", "-och")) and len(token.text) > 1:
            return True
        if token.lower in ("och", "samt", ",") and self._after_truncated(j):
            return True
        genitive = token.text.endswith("s") and token.pos in ("NOUN", "PROPN")
        before = self.tagged.tokens[j - 1] if j > 0 else None
        partitive = before is not None and (
            before.lower in _DETERMINERS or before.pos in ("DET", "NUM", "PRON", "ADJ")
        )
        return genitive or token.lower in _TITLES_BEFORE or (token.lower == "av" and partitive)

    def _after_truncated(self, j: int) -> bool:
        """After ``bistånds-`` or ``bistånds-,``: the compound goes on."""
        tokens = self.tagged.tokens
        return (j > 0 and tokens[j - 1].text.endswith("-")) or (
            j > 1 and tokens[j - 1].text == "," and tokens[j - 2].text.endswith("-")
        )

    def _name_after_role(self, i: int, head: int, limit: int) -> SpeakerPhrase | None:
        """``enhetschefen på Jobbcentrum Anna Ek``, ``kollegan, Anna Ek``: the name the role belongs to."""
        tokens = self.tagged.tokens
        j = head + 1
        role = role_of(tokens[head].text)
        if role is None or (role.plural and tokens[i].lower not in ("en", "ett")):
            return None
        if j < limit and tokens[j].text in ("(", ","):
            comma = tokens[j].text == ","
            if (
                comma
                and j + 1 in self._by_first
                and self._by_first[j + 1].last <= limit
                and (role.definite or head > i)
            ):
                return self._named(i, self._by_first[j + 1])
            return None
        steps = 0
        while j < limit and steps < 8:
            name = self._by_first.get(j)
            if name is not None and name.last <= limit:
                return self._named(i, name)
            token = tokens[j]
            first = steps == 0
            plain = role_of(token.text) is None and token.lower not in _TITLES
            joined = token.lower == "och" and any(
                role_of(tokens[k].text) is not None for k in range(j + 1, min(limit, j + 3))
            )
            if first and token.lower not in PREPOSITIONS and plain and not joined:
                return None
            if token.pos in ("VERB", "AUX", "SCONJ", "PRON", "PUNCT") or token.lower in (
                "som",
                "att",
            ):
                return None
            j += 1
            steps += 1
        return None

    def _body_name(self, i: int, limit: int) -> SpeakerPhrase | None:
        """An organisation's proper name: tagged as one, or by its words."""
        tokens = self.tagged.tokens
        token = tokens[i]
        if not token.text[:1].isupper() or self.in_name(i):
            return None
        end = i
        if token.entity in ("ORG", "PER"):
            end = i + 1
            while end < limit and tokens[end].entity == "ORG" and not tokens[end].entity_start:
                end += 1
        elif ORG_ENDINGS.search(token.lower) and not is_document(token.text):
            end = i + 1
        elif (i + 1 < limit and tokens[i + 1].lower in ("kommun", "stad", "län", "kommuns")) or (
            token.lower == "region" and i + 1 < limit and tokens[i + 1].text[:1].isupper()
        ):
            end = i + 2
        elif _ACRONYM.fullmatch(token.text) and token.text not in _NO_BODY:
            end = i + 1  # RISE, ABF
        elif token.entity == "LOC" or (token.pos == "PROPN" and token.entity != "MISC"):
            end = i + 1
            if (
                i + 1 < limit
                and tokens[i + 1].pos in ("NOUN", "PROPN")
                and token.text.endswith("s")
            ):
                return None
        if end == i or is_document(tokens[end - 1].text):
            return None
        genitive = tokens[end - 1].text.endswith("s") and "Case=Gen" in tokens[end - 1].feats
        if genitive and end < limit and tokens[end].pos in ("NOUN", "ADJ", "NUM"):
            return None  # "Arbetsförmedlingens siffror"
        end = self._body_end(end - 1, limit)
        return SpeakerPhrase(i, end, (self._span(i, end),), (SpeakerKind.BODY,))

    def _body_end(self, head: int, limit: int) -> int:
        """Names that follow the noun: ``Samordningsförbundet Södra Dalarna``, ``föreningen Vi i byn``."""
        tokens = self.tagged.tokens
        end = head + 1
        while end < limit and tokens[end].text[:1].isupper() and end not in self._by_first:
            end += 1
        return end

    def skip_adverbs(self, i: int, limit: int) -> int:
        """The first token from ``i`` on that is no sentence adverb."""
        for phrase in _ADVERBIALS:
            end = i + len(phrase)
            if end < limit and tuple(t.lower for t in self.tagged.tokens[i:end]) == phrase:
                i = end
        while i < limit and (
            self.tagged.tokens[i].lower in _ADVERBS
            or (self.tagged.tokens[i].pos == "ADV" and self._adverb(i))
        ):
            i += 1
        return i

    def skip_adverbs_back(self, i: int, start: int) -> int:
        """The position after the last token before ``i`` that is no sentence adverb."""
        while i > start and (
            self.tagged.tokens[i - 1].lower in _ADVERBS
            or (self.tagged.tokens[i - 1].pos == "ADV" and self._adverb(i - 1))
        ):
            i -= 1
        return i

    def _adverb(self, i: int) -> bool:
        return not self.in_name(i) and self.tagged.tokens[i].lower not in (
            "mer",
            "mindre",
            "mycket",
        )

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tagged.tokens[first].start, self.tagged.tokens[last - 1].end)
