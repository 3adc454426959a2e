"""What a reporting verb governs: ``menar att …``, ``tycker det går bra``, ``betonar vikten av …``."""

from __future__ import annotations

from pipeline.article import Sentence
from pipeline.extract.quotes.attribution import has_particle, verb_at
from pipeline.extract.quotes.said import Said
from pipeline.extract.quotes.subject import subject_of
from pipeline.swedish.documents import is_document
from pipeline.swedish.nouns import body_of, role_of
from pipeline.swedish.reporting import (
    Frame,
    ReportingVerb,
    is_finite,
    reads_as_verb,
    verbs_by_form,
)
from pipeline.swedish.speakers import SpeakerPhrase, SpeakerReader
from pipeline.swedish.words import words

_FURTHEST_ATT = 9  # words between a reporting verb and its "att": "säger till tidningen i dag att"
_FURTHEST_COLON = 12
_FURTHEST_PLURAL = 40
_LONG_OBJECT = 5  # words an object needs to be a statement: "betonar vikten av att hinna lyssna"
_SHORT_OBJECT = 2
_ABOUT = words("om på för")
_BEFORE_ATT = words("för genom utan av med på om till över i")
_QUESTIONS = words("hur vad när varför var vem vilka vilken")
_OWN = words("sin sitt sina")
_TOPICS = words("fråga frågan frågor frågorna ämnet ämnen temat")


def with_that(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Eva Ek menar att …``, ``pekar på att …``, ``säger: …``, ``tycker kravet är rimligt``."""
    for i in range(first, last):
        for verb in _reporting(reader, i, last):
            subject = subject_of(reader, i, sentence, first, last)
            if subject is None or _means_documents(reader, subject):
                break
            found = _governed(reader, verb, i, subject, last)
            if found is not None:
                return [found]
    return []


def _means_documents(reader: SpeakerReader, subject: SpeakerPhrase) -> bool:
    """``Vad säger siffrorna? De säger att …``: ``de`` takes up what is nobody."""
    tokens = reader.tagged.tokens
    if tokens[subject.first].lower not in ("de", "dom") or subject.last - subject.first > 1:
        return False
    for i in range(subject.first - 1, max(-1, subject.first - _FURTHEST_PLURAL), -1):
        if is_document(tokens[i].text):
            return True
        role, body = role_of(tokens[i].text), body_of(tokens[i].text)
        if (role is not None and role.plural) or (body is not None and body.plural):
            return False
        if reader.in_name(i):
            return False
    return False


def _reporting(reader: SpeakerReader, i: int, last: int) -> list[ReportingVerb]:
    token = reader.tagged.tokens[i]
    verbs = verbs_by_form().get(token.lower, ())
    att_next = i + 1 < last and reader.tagged.tokens[i + 1].lower == "att"
    if not verbs or not (reads_as_verb(token) or att_next):
        return []
    return [
        verb
        for verb in verbs
        if (Frame.THAT in verb.frames or verb.topic or Frame.SAID in verb.frames)
        and has_particle(reader, verb, i, last)
    ]


def _governed(
    reader: SpeakerReader, verb: ReportingVerb, at: int, subject: SpeakerPhrase, last: int
) -> Said | None:
    tokens = reader.tagged.tokens
    after = max(at + 1, subject.last if subject.first > at else at + 1)
    if "med" in verb.topic:
        begin = _with_reason(reader, after, last)
        if begin is not None:
            return Said(begin, last, subject.heads, verb.lemma, "med att")
    if Frame.THAT in verb.frames or verb.topic:
        att = _that_after(reader, after, last, verb)
        if att is not None and last - att > 2:
            end = clause_stop(reader, att + 1, last)
            return Said(att + 1, end, subject.heads, verb.lemma, "that-clause")
    if Frame.SAID in verb.frames:
        stop = min(last, at + _FURTHEST_COLON)
        colon = next((j for j in range(at + 1, stop) if tokens[j].text == ":"), None)
        if colon is not None and last - colon > 3 and tokens[colon + 1].text != '"':
            return Said(colon + 1, last, subject.heads, verb.lemma, "after a colon")
    if Frame.BARE in verb.frames:
        bare = _bare(reader, after, last)
        if bare is not None:
            return Said(bare, last, subject.heads, verb.lemma, "bare clause")
    return None


def clause_stop(reader: SpeakerReader, first: int, last: int) -> int:
    """Where the reported clause ends: before ``, men`` with a clause of its own, ``, vilket`` and the like.

    A second reported clause repeats its ``att`` (``men att``); without it the page speaks again.
    """
    tokens = reader.tagged.tokens
    for j in range(first + 2, last - 3):
        if tokens[j].text != ",":
            continue
        if tokens[j + 1].lower == "vilket":
            return j
        if tokens[j + 1].lower == "men" and tokens[j + 2].lower != "att":
            clause = range(j + 2, min(last, j + 6))
            if any(is_finite(tokens[k]) for k in clause) and not any(
                tokens[k].lower == "att" for k in range(j + 2, min(last, j + 4))
            ):
                return j
    return last


def _with_reason(reader: SpeakerReader, i: int, last: int) -> int | None:
    """``förklarar nedgången i länet med att …``: from a long object on, else from the clause on."""
    tokens = reader.tagged.tokens
    for j in range(i, min(last - 3, i + 2 * _FURTHEST_ATT)):
        if tokens[j].text in (",", ".", ":", ";") or is_finite(tokens[j]):
            return None
        if tokens[j].lower == "med" and tokens[j + 1].lower == "att":
            return j + 2 if j - i <= 3 else i
    return None


def _that_after(reader: SpeakerReader, i: int, last: int, verb: ReportingVerb) -> int | None:
    """The ``att`` of the verb's clause: nearby, no other verb between, a clause after it."""
    tokens = reader.tagged.tokens
    for j in range(i, min(last, i + _FURTHEST_ATT)):
        token = tokens[j]
        if token.lower == "att":
            before = tokens[j - 1].lower
            if before in _BEFORE_ATT and before not in (*verb.topic, verb.particle):
                return None
            return None if infinitive_follows(reader, j + 1, last) else j
        if token.text in (".", ";", ":", "?", "!") or token.lower in _QUESTIONS:
            return None
        if token.lower == "som" and not (j + 1 < last and tokens[j + 1].lower == "att"):
            return None
        cleft = token.lower in ("är", "var") and j + 1 < last and tokens[j + 1].lower == "att"
        if is_finite(token) and token.lower != verb.particle and not cleft:
            return None
    return None


def infinitive_follows(reader: SpeakerReader, i: int, last: int) -> bool:
    """``lovar att köpa``: a promise or wish of the subject's own, no clause."""
    i = reader.skip_adverbs(i, last)
    return i < last and "VerbForm=Inf" in reader.tagged.tokens[i].feats


def _bare(reader: SpeakerReader, i: int, last: int) -> int | None:
    """``Eva tycker kravet är rimligt``: a clause without ``att`` whose subject and verb follow at once."""
    tokens = reader.tagged.tokens
    i = reader.skip_adverbs(i, last)
    if i >= last or tokens[i].pos not in ("PRON", "DET", "NOUN", "PROPN", "ADJ"):
        return None
    if tokens[i].lower in ("om", "sig", "något", "som", "så") or tokens[i].lower in _QUESTIONS:
        return None
    for j in range(i + 1, min(last, i + 8)):
        if tokens[j].text in (",", ".", ":") or tokens[j].lower in ("som", "att", "om"):
            return None
        if is_finite(tokens[j]):
            return i
    return None


def fronted(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Den nya busslinjen tror nämnden kan bli dyr``: the whole sentence."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, last - 2):
        verb = verb_at(reader, i, last, frozenset({Frame.BARE}))
        if verb is None or not reads_as_verb(tokens[i]) or tokens[i - 1].text in (",", ":", '"'):
            continue
        phrase = reader.at(i + 1, last)
        if phrase is None or phrase.last >= last:
            continue
        if first + 1 == i and tokens[first].lower in ("det", "så", "detta"):
            continue
        if tokens[i - 1].pos == "PRON" and reader.ending(i, first) is not None:
            continue
        embedded = any(tokens[j].lower in ("som", "att", "om", "när") for j in range(first, i))
        if is_finite(tokens[phrase.last]) and not embedded:
            return [Said(first, last, phrase.heads, verb.lemma, "fronted")]
    return []


def _seen_as(reader: SpeakerReader, verb: int, last: int) -> bool:
    """``ser stödet som en väg in``: after ``som`` stands what it is seen as, no relative clause."""
    tokens = reader.tagged.tokens
    som = next((j for j in range(verb + 1, last) if tokens[j].lower == "som"), None)
    if som is None or som + 1 >= last:
        return False
    following = tokens[som + 1 : min(last, som + 3)]
    if following[0].lower in ("en", "ett", "den", "det", "de"):
        return len(following) > 1 and not is_finite(following[1])
    return following[0].pos in ("ADJ", "NOUN", "ADV") and not any(map(is_finite, following))


def long_object(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Hon pratar om tätare samverkan mellan …``, ``Han betonar vikten av …``: an object with content."""
    tokens = reader.tagged.tokens
    for i in range(first, last):
        for verb in verbs_by_form().get(tokens[i].lower, ()):
            needed = Frame.NEED in verb.frames
            plain = needed or Frame.OBJECT in verb.frames
            if not plain and not _ABOUT.intersection(verb.topic):
                continue
            if not reads_as_verb(tokens[i]) or not has_particle(reader, verb, i, last):
                continue
            if verb.particle == "som" and not _seen_as(reader, i, last):
                continue
            subject = subject_of(reader, i, sentence, first, last)
            if subject is None:
                continue
            begin = reader.skip_adverbs(subject.last if subject.first > i else i + 1, last)
            if begin < last and tokens[begin].lower == verb.particle:
                begin += 1
            if not plain:
                if begin >= last or tokens[begin].lower not in verb.topic:
                    continue
                begin += 1
            if begin >= last or tokens[begin].lower in _QUESTIONS | _OWN | {"som", "om", "att"}:
                continue
            opening = [token.lower for token in tokens[begin : begin + 3]]
            if tokens[begin].pos in ("ADP", "PUNCT") or not _TOPICS.isdisjoint(opening):
                continue
            words = [t for t in tokens[begin:last] if any(c.isalnum() for c in t.text)]
            if len(words) >= (_SHORT_OBJECT if needed else _LONG_OBJECT):
                return [Said(begin, last, subject.heads, verb.lemma, "object")]
    return []
