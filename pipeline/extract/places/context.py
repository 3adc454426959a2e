"""What the words around a name say: place, surname, ordinary word, or part of another name."""

from __future__ import annotations

import re

from pipeline.article import Span, TaggedArticle, normalise
from pipeline.extract.places.candidates import WORD, Candidate
from pipeline.extract.places.gazetteer import Gazetteer, PlaceEntry

_BARE_MUNICIPALITY = re.compile(r" (?:kommun|stad|kommuns|stads|kommunala|kommuner)\b")
_GENITIVE_LIST = re.compile(
    r"(?:(?:,| och| samt|, samt) [A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)+ (?:kommun|kommuner|stad)\b"
)
_SENTENCE_EDGE = re.compile(r"(?:^|[.!?:•–\"(»“”]\s*|\n\s*)$")


def is_place(
    candidate: Candidate,
    entry: PlaceEntry,
    tagged: TaggedArticle,
    text: str,
    places: Gazetteer,
    surnames: frozenset[str],
) -> bool:
    """Context decides between place, surname, ordinary word and part of another name."""
    span = candidate.span
    if candidate.form in ("compound", "demonym"):
        return True
    if _BARE_MUNICIPALITY.match(text, span.end) or _GENITIVE_LIST.match(text, span.end):
        return True
    if other_name(span, text, places):
        return False
    before = word_before(text, span.start)
    if before and before.lower() in places.context["place_before"] and not before[0].isupper():
        return True
    if opens_in_capitals(span, tagged, text):
        return True
    if in_person(candidate, tagged, text, surnames):
        return False
    if text[span.start : span.end].isupper() and len(candidate.name) > 1:
        return alone_on_line(span, tagged) or "word" not in entry.caution
    if "word" in entry.caution or "given" in entry.caution:
        return not sentence_initial(span, tagged, text)
    return True


def other_name(span: Span, text: str, places: Gazetteer) -> bool:
    """Part of a newspaper's, club's, company's or university's name, or of a hyphenated one."""
    after = WORD.match(text, span.end + 1) if text[span.end : span.end + 1] == " " else None
    if after and after.group().lower() in places.context["not_place_next"]:
        return True
    return text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isupper()


def word_before(text: str, start: int) -> str | None:
    found = re.search(r"([^\W\d_][\w-]*)[ \u00a0]$", text[max(0, start - 40) : start])
    return found.group(1) if found else None


def surnames_of(tagged: TaggedArticle) -> frozenset[str]:
    """Last words of the full names in the article: ``Lund`` after ``Kerstin Lund`` is a person."""
    found = set()
    for label, span in tagged.entities():
        words = normalise(tagged.cut(span)).split()
        if label == "PER" and len(words) > 1 and words[0][:1].isupper():
            found.add(words[-1].removesuffix("s") if len(words[-1]) > 4 else words[-1])
            found.add(words[-1])
    return frozenset(found)


def in_person(
    candidate: Candidate, tagged: TaggedArticle, text: str, surnames: frozenset[str]
) -> bool:
    tokens = tagged.tokens_in(candidate.span)
    before = word_before(text, candidate.span.start)
    after = re.match(r" ([A-ZÅÄÖ][\w-]+)", text[candidate.span.end : candidate.span.end + 40])
    per = any(token.entity == "PER" for token in tokens)
    if before and before[0].isupper() and per:
        return True
    if per and after and candidate.form == "name":
        return True
    shown = text[candidate.span.start : candidate.span.end]
    return per and (shown in surnames or candidate.name in surnames)


def sentence_initial(span: Span, tagged: TaggedArticle, text: str) -> bool:
    tokens = tagged.tokens_in(span)
    if tokens and tagged.sentences[tokens[0].sentence].first == tokens[0].i:
        return True
    return bool(_SENTENCE_EDGE.search(text[max(0, span.start - 4) : span.start]))


def alone_on_line(span: Span, tagged: TaggedArticle) -> bool:
    """A dateline: ``VARA`` or ``Vara.`` as a line, or the first word of a paragraph with a full stop."""
    tokens = tagged.tokens_in(span)
    if not tokens:
        return False
    sentence = tagged.sentences[tokens[0].sentence]
    words = [t for t in tagged.sentence_tokens(sentence) if any(c.isalnum() for c in t.text)]
    return len(words) <= len(WORD.findall(tagged.cut(span))) + 1


# "HEDEMORA Klockan", "MORA I går": small letters follow, so that the line is no headline in capitals.
_STORY = re.compile(r" [A-ZÅÄÖ](?:[a-zåäö]+|(?= [a-zåäö]))")


def opens_in_capitals(span: Span, tagged: TaggedArticle, text: str) -> bool:
    """A dateline without a full stop: ``HEDEMORA Klockan …`` opens a paragraph."""
    tokens = tagged.tokens_in(span)
    return (
        bool(tokens)
        and text[span.start : span.end].isupper()
        and tagged.block_of(tokens[0]).span.start == span.start
        and _STORY.match(text, span.end) is not None
    )


def subject_of_verb(candidate: Candidate, tagged: TaggedArticle) -> bool:
    index = tagged.tokens_in(candidate.span)[-1].i + 1
    if index >= len(tagged.tokens):
        return False
    token = tagged.tokens[index]
    return token.pos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin"


def sentence_edge_before(text: str, span: Span, before: str) -> bool:
    """True where the capital of the word before is only that of a sentence's first word."""
    start = span.start - len(before) - 1
    return bool(_SENTENCE_EDGE.search(text[max(0, start - 4) : start])) and before.lower() in (
        "i",
        "från",
        "till",
        "utanför",
        "på",
        "kring",
        "runt",
        "nära",
        "hela",
        "både",
        "även",
        "men",
        "och",
    )
