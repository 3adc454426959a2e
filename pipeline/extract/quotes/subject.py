"""Who the subject of a reporting verb is: beside it by word order, else by the tree."""

from __future__ import annotations

from pipeline.article import Sentence, Token
from pipeline.swedish.documents import is_document
from pipeline.swedish.reporting import is_finite
from pipeline.swedish.speakers import SpeakerKind, SpeakerPhrase, SpeakerReader
from pipeline.swedish.words import words

_AUXILIARIES = words(
    "har hade ska skulle vill ville kan kunde brukar brukade måste får fick kommer bör "
    "börjar började vågar försöker tar valt väljer valde är var blir hinner fortsätter"
)
_FIRST_PERSON = frozenset(["jag", "vi"])
_SUBORDINATORS = words("att som om när eftersom medan innan sedan därför")


def subject_of(
    reader: SpeakerReader,
    verb: int,
    sentence: Sentence,
    first: int,
    last: int,
    *,
    own_side: int | None = None,
    first_person: bool = False,
) -> SpeakerPhrase | None:
    """The phrase for the source that is the subject of the verb at token ``verb``; None where it is no source.

    ``own_side``: an inverted subject must end before this token. ``jag`` and ``vi`` are the page's own
    voice, not a source told about, unless ``first_person``.
    """
    tokens = reader.tagged.tokens
    left = _back_over_chain(reader, verb, first)
    if left > first and tokens[left - 1].lower in ("som", "vilka", "vilken"):
        return _antecedent(reader, left - 1, first)
    phrase = reader.ending(left, first)
    if phrase is not None and not _governed(reader, phrase.first, first):
        return phrase
    if left > first and first_person and tokens[left - 1].lower in _FIRST_PERSON:
        return SpeakerPhrase(left - 1, left, (tokens[left - 1].span,), (SpeakerKind.PRONOUN,))
    if left > first and tokens[left - 1].lower in (
        "jag",
        "vi",
        "man",
        "du",
        "ni",
        "det",
        "detta",
        "den",
    ):
        return None
    finite = _finite_of_chain(reader, verb, left)
    limit = own_side if own_side is not None else last
    following = reader.skip_adverbs(finite + 1, limit)
    if following < limit and tokens[following].lower in ("jag", "vi", "man", "du", "ni"):
        return None
    joined = left > first and tokens[left - 1].lower in ("och", "samt", "men")
    if joined and (shared := _shared(reader, verb, left - 1, first)) is not None:
        return shared
    inverted = reader.at(reader.skip_adverbs(finite + 1, limit), limit)
    if inverted is not None and _inversion_possible(reader, finite, first):
        return inverted
    if left == first + 1 and _bare_subject(tokens[first]):
        return SpeakerPhrase(first, left, (tokens[first].span,), (SpeakerKind.BODY,))
    if left > first and tokens[left - 1].lower in ("och", "men", ",", "samt", "utan"):
        return _shared(reader, verb, left - 1, first)
    return _by_tree(reader, tokens[verb])


def _bare_subject(token: Token) -> bool:
    """``Kritiker menar``, ``Hjo hoppas``: whatever says something is somebody, documents aside."""
    return token.pos in ("NOUN", "PROPN") and not is_document(token.text)


def _back_over_chain(reader: SpeakerReader, verb: int, first: int) -> int:
    """The position after the subject: back over adverbs, auxiliaries and infinitive marks."""
    tokens = reader.tagged.tokens
    i = verb
    if not is_finite(tokens[verb]):
        i = _auxiliary_before(reader, verb, first)
    while i > first:
        j = reader.skip_adverbs_back(i, first)
        before = tokens[j - 1] if j > first else None
        if before is not None and before.lower in _AUXILIARIES:
            i = j - 1
        elif before is not None and before.lower == "att" and tokens[verb].lower.endswith("a"):
            k = j - 1
            while k > first and tokens[k - 1].lower in ("med", "på", "av", "noga", "till", "för"):
                k -= 1
            k = reader.skip_adverbs_back(k, first)
            if k > first and tokens[k - 1].lower in _AUXILIARIES:
                i = k
            else:
                return j
        else:
            return j
    return i


def _auxiliary_before(reader: SpeakerReader, verb: int, first: int) -> int:
    """``har i den här tidningen hävdat``: the auxiliary of a non-finite verb, a few words before it."""
    tokens = reader.tagged.tokens
    for i in range(verb - 1, max(first, verb - 9), -1):
        if tokens[i].text in (",", ":", "–", '"') or tokens[i].lower in ("att", "som"):
            break
        if tokens[i].lower in _AUXILIARIES:
            return i
    return verb


def _finite_of_chain(reader: SpeakerReader, verb: int, left: int) -> int:
    tokens = reader.tagged.tokens
    for i in range(left, verb):
        if tokens[i].lower in _AUXILIARIES:
            return i
    # "har kommunen sagt": the auxiliary stands before an inverted subject
    return verb


def _governed(reader: SpeakerReader, start: int, first: int) -> bool:
    """True after a preposition or ``än``: no subject."""
    if start <= first:
        return False
    before = reader.tagged.tokens[start - 1]
    return before.lower in (
        "enligt",
        "till",
        "för",
        "hos",
        "med",
        "från",
        "av",
        "på",
        "i",
        "än",
        "vid",
        "som",
    )


def _inversion_possible(reader: SpeakerReader, verb: int, first: int) -> bool:
    """Inversion needs something before the verb in its clause, or the verb to open it."""
    tokens = reader.tagged.tokens
    if verb == first:
        return True
    before = tokens[verb - 1]
    return before.text not in ("(",) and before.lower not in ("att", "jag", "vi", "man", "som")


def _antecedent(reader: SpeakerReader, pronoun: int, first: int) -> SpeakerPhrase | None:
    tokens = reader.tagged.tokens
    i = pronoun
    if i > first and tokens[i - 1].text == ",":
        i -= 1
        phrase = reader.ending(i, first)
        return phrase if phrase is not None else reader.ending(i + 1, first)
    return reader.ending(i, first)


def _shared(reader: SpeakerReader, verb: int, joiner: int, first: int) -> SpeakerPhrase | None:
    """``Eva Ek leder arbetet och menar att``: the subject of the clause before the conjunction."""
    tokens = reader.tagged.tokens
    for i in range(joiner - 1, first, -1):
        if is_finite(tokens[i]):
            left = reader.skip_adverbs_back(i, first)
            if left > first and tokens[left - 1].lower in (
                "som",
                "jag",
                "vi",
                "man",
                "det",
                "du",
                "den",
            ):
                if tokens[left - 1].lower == "som":
                    continue
                return None
            phrase = reader.ending(left, first)
            if phrase is not None and not _governed(reader, phrase.first, first):
                if phrase.first > first and tokens[phrase.first - 1].lower in _SUBORDINATORS:
                    continue
                return phrase
            inverted = reader.at(reader.skip_adverbs(i + 1, joiner), joiner)
            if inverted is not None:
                return inverted
    head = reader.tagged.head(tokens[verb])
    return _by_tree(reader, head) if head is not None and head.i < joiner else None


def _by_tree(reader: SpeakerReader, verb: Token) -> SpeakerPhrase | None:
    tagged = reader.tagged
    seen = 0
    token: Token | None = verb
    while token is not None and seen < 4:
        for child in tagged.children(token):
            if child.dep.startswith("nsubj"):
                return _phrase_of(reader, child)
        if token.dep not in ("conj", "xcomp", "aux", "parataxis"):
            return None
        token = tagged.head(token)
        seen += 1
    return None


def _phrase_of(reader: SpeakerReader, subject: Token) -> SpeakerPhrase | None:
    below = reader.tagged.subtree(subject)
    limit = below[-1].i + 1
    for start in (below[0].i, subject.i):
        phrase = reader.at(start, limit)
        if phrase is not None and phrase.first <= subject.i < phrase.last:
            return phrase
        if phrase is not None and phrase.kinds[0] is SpeakerKind.NAME:
            return phrase
    return None
