"""Attribution phrases: ``, säger enhetschefen Eva Ek på Jobbcentrum.``"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Span, Token
from pipeline.swedish.reporting import Frame, ReportingVerb, verbs_by_form
from pipeline.swedish.speakers import SpeakerKind, SpeakerPhrase, SpeakerReader
from pipeline.swedish.words import words

_AUXILIARIES = words(
    "har hade ska skulle vill ville kan kunde brukar brukade måste får fick kommer"
)
_OPENERS = frozenset({",", '"', "!", "?", "–", "-", ".", "...", "…", "'", "?!", "!!"})
_FURTHEST_PARTICLE = 4
_FURTHEST_SOM = 12  # "ser den långa praktiken på lagret i byn som en väg in"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens ``[first, last)``: reporting verb and speakers; ``end`` is where the whole clause ends."""

    first: int
    last: int
    end: int
    speakers: tuple[Span, ...]
    cue: str
    kinds: tuple[SpeakerKind, ...]


def verb_at(
    reader: SpeakerReader, i: int, limit: int, frames: frozenset[Frame]
) -> ReportingVerb | None:
    """The reporting verb whose form stands at token ``i``, its particle found, with one of ``frames``."""
    tokens = reader.tagged.tokens
    for verb in verbs_by_form().get(tokens[i].lower, ()):
        if not frames.isdisjoint(verb.frames) and has_particle(reader, verb, i, limit):
            return verb
    return None


def has_particle(reader: SpeakerReader, verb: ReportingVerb, i: int, limit: int) -> bool:
    """True where the verb needs no particle or its particle follows soon: ``fyller hon i``."""
    if not verb.particle:
        return True
    tokens = reader.tagged.tokens
    reach = _FURTHEST_SOM if verb.particle == "som" else _FURTHEST_PARTICLE
    return any(token.lower == verb.particle for token in tokens[i + 1 : min(limit, i + 1 + reach)])


def inverted(
    reader: SpeakerReader, i: int, limit: int, frames: frozenset[Frame]
) -> Attribution | None:
    """An attribution with the verb first: ``säger Eva Ek``, ``har hon berättat``. ``i``: its first token."""
    tokens = reader.tagged.tokens
    if i >= limit:
        return None
    verb = verb_at(reader, i, limit, frames)
    if verb is not None:
        if _infinitive_only(tokens[i], verb):
            return None
        j = _over_particle(reader, verb, reader.skip_adverbs(i + 1, limit), limit)
        j = _over_reflexive(reader, j, limit)
        phrase = reader.at(j, limit)
        if phrase is not None:
            return _made(reader, i, phrase, verb.lemma, limit)
        return None
    if tokens[i].lower in _AUXILIARIES:
        phrase = reader.at(reader.skip_adverbs(i + 1, limit), limit)
        if phrase is None:
            return None
        j = reader.skip_adverbs(phrase.last, limit)
        if j < limit and (verb := verb_at(reader, j, limit, frames)) is not None:
            return Attribution(
                i, j + 1, clause_end(reader, j + 1, limit), phrase.heads, verb.lemma, phrase.kinds
            )
    return None


def _infinitive_only(token: Token, verb: ReportingVerb) -> bool:
    return (
        token.lower == verb.lemma
        and token.lower.endswith("a")
        and "VerbForm=Fin" not in token.feats
    )


def _over_particle(reader: SpeakerReader, verb: ReportingVerb, j: int, limit: int) -> int:
    if verb.particle and j < limit and reader.tagged.tokens[j].lower == verb.particle:
        return reader.skip_adverbs(j + 1, limit)
    return j


def _over_reflexive(reader: SpeakerReader, j: int, limit: int) -> int:
    """``oroar sig``; also ``säger till tidningen``, which may stand before the subject."""
    tokens = reader.tagged.tokens
    if j < limit and tokens[j].lower in ("sig", "till", "för"):
        if tokens[j].lower == "sig":
            return j + 1
        return j + 2 if j + 2 < limit else j
    return j


def _made(
    reader: SpeakerReader, first: int, phrase: SpeakerPhrase, cue: str, limit: int
) -> Attribution:
    return Attribution(
        first, phrase.last, clause_end(reader, phrase.last, limit), phrase.heads, cue, phrase.kinds
    )


_RESUMES = words("men och att för så eller utan fast samt medan")
_SPEAKS = words("jag vi det du ni man vårt vår våra mitt min där här då nu")
_STOPS = frozenset({".", "!", "?", ":", "…", "...", '"'})


def clause_end(reader: SpeakerReader, i: int, limit: int) -> int:
    """Where an attribution ends: at a stop, or where after a comma or dash the speech goes on.

    ``, säger Eva Ek, chef på Jobbcentrum.`` ends at the stop; ``, säger Eva Ek, men vi …`` at the comma.
    """
    tokens = reader.tagged.tokens
    depth = 0
    while i < limit:
        text = tokens[i].text
        if text == "(":
            depth += 1
        elif text == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and text in _STOPS:
            return i if text == '"' else i + 1
        elif depth == 0 and text in (",", "–") and i + 1 < limit:
            following = tokens[i + 1].lower
            if following in _RESUMES | _SPEAKS and not _shared_verb(reader, i + 1, limit):
                return i + 1
            if text == "–" and i + 1 < limit and tokens[i + 1].text[:1].isupper():
                return i + 1
        i += 1
    return limit


def _shared_verb(reader: SpeakerReader, i: int, limit: int) -> bool:
    """``, säger hon, och skrattar``: the conjunction joins a second verb of the speaker."""
    tokens = reader.tagged.tokens
    return (
        tokens[i].lower == "och"
        and i + 1 < limit
        and tokens[i + 1].pos == "VERB"
        and "VerbForm=Fin" in tokens[i + 1].feats
    )


def opens_attribution(reader: SpeakerReader, i: int, start: int) -> bool:
    """True where the token before ``i`` can close the words before an attribution."""
    return i > start and reader.tagged.tokens[i - 1].text in _OPENERS
