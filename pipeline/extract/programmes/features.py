"""What is known of a would-be name, as numbers: its clues, its shape, its labels, its place on the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from pipeline.article import BlockKind
from pipeline.extract.programmes.clue import Clue
from pipeline.extract.programmes.domain import labour_share, neighbourhood
from pipeline.extract.programmes.lexicons import (
    formative_of,
    trigger_form,
)
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.refusals import doubts
from pipeline.extract.programmes.text import ENGLISH, QUOTES, Text, is_capital, is_number
from pipeline.extract.programmes.wording import wording
from pipeline.swedish.names import is_given_name

_MOST_MENTIONS = 8
_OWNERS = frozenset("kommunens stadens regionens förbundets förvaltningens nämndens".split())
_PREPOSITIONS = frozenset("i på till från med av hos vid inom genom för om via utan".split())
_CONTEXT_SENTENCES = 6
# How the text under the heading of a programme goes on.
_TOLD_BELOW = re.compile(
    r"\bför dig\b|\bdu som\b|platser\b|\ben grupp\b|\bgruppen\b|\bhär (?:får|kan|samarbet|tränar|arbetar|"
    r"möts)|insats|"
    r"(?:vänder|riktar) sig|deltagar|handledar|\bkurs|\bveckor\b|\bmånader\b|ett projekt|verksamhet",
    re.IGNORECASE,
)


def features(text: Text, key: str, group: Sequence[Clue]) -> dict[str, float]:
    """Feature → value; absent is 0. Values lie roughly between 0 and 1."""
    best: dict[str, float] = {}
    for clue in group:
        if abs(clue.weight) > abs(best.get(clue.rule, 0.0)):
            best[clue.rule] = clue.weight
    found = {f"rule:{rule}": abs(weight) / 4 for rule, weight in best.items()}
    found["bias"] = 1.0
    places = sorted({(clue.first, clue.last) for clue in group})
    lower = "lower-case-opening" in best or "naming-verb-lower" in best
    told = any(w >= 2.0 for w in best.values()) or "line" in best
    found.update(_frequency(text, key, places, told=told))
    if lower:
        found["mentions"] = math.log2(min(text.lower_words[key] + 1, _MOST_MENTIONS)) / 3
    found.update(_shape(text, key, places))
    if lower:
        found["ordinary"] = 0.0
    found.update(_labels(text, places))
    found.update(_neighbours(text, places))
    found.update(_surroundings(text, key, places))
    found.update(wording(text, places))
    found.update(doubts(text, key, group))
    around = " ".join(
        neighbourhood(text, i) for i in sorted({first for first, _ in places})[:_CONTEXT_SENTENCES]
    )
    share = labour_share(around)
    found["other-domain"] = max(0.0, 0.5 - share) * 2
    found["labour"] = max(0.0, share - 0.5) * 2
    contexts = {
        c.rule for c in group if c.weight > 0 and c.rule in ("left-context", "right-context")
    }
    if "line" in best and found.get("described-below"):
        found["line-described"] = 1.0
        found["catalogue"] = float(text.is_catalogue)
    if "definite" in found and found["definite"] and found.get("inside-twice"):
        found["definite-inside-twice"] = 1.0
    if found.get("formative") and found.get("inside"):
        found["formative-inside"] = found["formative"]
    if found.get("capital-words") and (found.get("before:på") or found.get("before:hos")):
        found["capital-words-at"] = 1.0
    if found.get("ending:street") and any(found.get(f"before:{w}") for w in ("på", "vid", "genom")):
        found["street-at"] = 1.0
    if found.get("definite") and found.get("before:i"):
        found["definite-in"] = 1.0
    found["both-contexts"] = float(len(contexts) == 2)
    strong = [r for r, w in best.items() if w >= 2.5]
    found["strong-rules"] = min(3, len(strong)) / 3
    found["no-rule"] = float(not any(w > 0 for w in best.values()))
    return {name: value for name, value in found.items() if value}


def _frequency(
    text: Text, key: str, places: list[tuple[int, int]], *, told: bool
) -> dict[str, float]:
    count = len(places)
    inside = sum(first not in text.openings for first, _ in places)
    kinds = {text.tagged.block_of(text.tokens[first]).kind for first, _ in places}
    return {
        "mentions": math.log2(min(count, _MOST_MENTIONS)) / 3,
        "inside": float(inside > 0),
        "only-opening": float(inside == 0 and not told),
        "inside-twice": float(inside > 1),
        "headline": float(BlockKind.HEADLINE in kinds),
        "subheading": float(BlockKind.SUBHEADING in kinds),
        "body": float(bool(kinds & {BlockKind.PARAGRAPH, BlockKind.LEAD, BlockKind.LIST_ITEM})),
        "headline-and-more": float(BlockKind.HEADLINE in kinds and count > 1),
    }


def _shape(text: Text, key: str, places: list[tuple[int, int]]) -> dict[str, float]:
    first, last = max(places, key=lambda p: (is_capital(text.tokens[p[0]]), -p[0]))
    words = text.tokens[first:last]
    final = words[-1].text.removesuffix("s") if len(words[-1].text) > 4 else words[-1].text
    entry = formative_of(final) or formative_of(words[-1].text)
    inside = any(f not in text.openings for f, _ in places)
    lower = [w for w in words[1:] if w.text[0].islower()]
    form = trigger_form(key.split()[-1])
    return {
        "formative": entry.weight / 3 if entry and final.lower() != entry.tail else 0.0,
        "formative-word": float(
            entry is not None and final.lower() == entry.tail and len(words) > 1
        ),
        "trigger-compound": float(form is not None and bool(form.head) and len(words) == 1),
        "definite": float(
            inside and len(words) == 1 and final.lower().endswith(("en", "et", "an", "na"))
        ),
        "single": float(len(words) == 1),
        "two": float(len(words) == 2),
        "long": float(len(words) >= 4),
        "lower-part": float(bool(lower)),
        "all-capitals": float(words[0].text.isupper() and len(words[0].text) >= 3),
        "capital-words": float(len(words) > 1 and not lower),
        "number": float(any(is_number(w) for w in words)),
        "english": float(any(w.lower in ENGLISH for w in words[1:])),
        "has-place": float(len(words) > 1 and any(is_place(w.text.casefold()) for w in words)),
        "short": float(len(key) <= 3),
        "ordinary": float(len(words) == 1 and text.lower_words[words[0].lower] > 0),
    }


def _labels(text: Text, places: list[tuple[int, int]]) -> dict[str, float]:
    labels: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    people = total = 0
    listed = False
    for first, last in places:
        for i in range(first, last):
            labels[text.tokens[i].entity or "none"] += 1
            tags[text.tokens[i].pos] += 1
            total += 1
        people += all(i in text.persons for i in range(first, last))
        listed = listed or all(text.persons.get(i, False) for i in range(first, last))
    found = {f"label:{name}": count / total for name, count in labels.items() if name != "none"}
    first, last = places[0]
    given = is_given_name(text.tokens[first].text)
    found["person"] = float(listed)
    found["person-unlisted"] = float(people > 0 and not listed)
    words = text.tokens[first:last]
    found["given-and-surname"] = float(
        given and 2 <= len(words) <= 4 and all(map(is_capital, words))
    )
    found["given-name"] = float(given and not people)
    # The tagger calls many unknown names places; a place that no list knows is seldom one.
    found["place-unlisted"] = labels["LOC"] / total * (1.0 - found["given-name"])
    found["tag:PROPN"] = tags["PROPN"] / total
    found["tag:NOUN"] = tags["NOUN"] / total
    return found


def _neighbours(text: Text, places: list[tuple[int, int]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for first, last in places:
        start, end = text.sentence_bounds(first)
        before = text.tokens[first - 1] if first > start else None
        after = text.tokens[last] if last < end else None
        if before is not None and before.text in QUOTES:
            found["in-quotes"] = 1.0
            before = text.tokens[first - 2] if first - 1 > start else None
        if before is not None and before.lower in _OWNERS:
            found["before:owner"] = 1.0
        if before is not None and before.lower in _PREPOSITIONS:
            found[f"before:{before.lower}"] = 1.0
        elif before is not None and before.text in (",", "–", ":", "("):
            found["before:mark"] = 1.0
        if after is not None:
            if (
                after.text == ","
                and last + 1 < end
                and text.tokens[last + 1].lower in ("som", "där")
            ):
                found["after:relative"] = 1.0
            elif after.pos in ("VERB", "AUX") and after.feat("VerbForm") == "Fin":
                found["after:verb"] = 1.0
            elif after.text == "(":
                found["after:bracket"] = 1.0
            elif after.lower == "och" or after.text == "/":
                found["after:and"] = 1.0
            elif is_capital(after):
                found["after:capital"] = 1.0
            elif after.lower in ("i", "på"):
                found["after:in"] = 1.0
    return found


_PEOPLE_AND_SEATS = (
    "deltagar",
    "inskriv",
    "plats",
    "handledar",
    "coach",
    "projektled",
    "samordnar",
    "praktik",
)


def _surroundings(text: Text, key: str, places: list[tuple[int, int]]) -> dict[str, float]:
    """What the sentences around say: a reference right after, participants, a trigger, text under a heading."""
    found: dict[str, float] = {}
    sentences = text.tagged.sentences
    for first, last in places:
        at = text.tokens[first].sentence
        own = text.tagged.sentence_tokens(sentences[at])
        near = [t for t in own if -8 <= t.i - first <= 10 and not first <= t.i < last]
        if any(t.lower.startswith(_PEOPLE_AND_SEATS) for t in near):
            found["near:participants"] = 1.0
        if any((f := trigger_form(t.text)) and f.trigger.after == "strong" for t in near):
            found["near:trigger"] = 1.0
        if at + 1 < len(sentences):
            following = text.tagged.sentence_tokens(sentences[at + 1])[:4]
            if following[0].lower in ("en", "ett") and any(
                (f := trigger_form(t.text)) and not f.definite for t in following
            ):
                found["fragment-after"] = 1.0
            for t in following:
                form = trigger_form(t.text)
                if form and form.definite and not form.plural and form.trigger.after == "strong":
                    found["reference-after"] = 1.0
            if text.is_heading(first) and _TOLD_BELOW.search(
                neighbourhood(text, sentences[at + 1].first)
            ):
                found["described-below"] = 1.0
            if text.is_heading(first) and any(
                t.text.casefold() == text.tokens[first].text.casefold() for t in following
            ):
                found["heading-taken-up"] = 1.0
    return found
