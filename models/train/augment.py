"""Training sentences in the dress of today's news.

The treebank is brochures of the 1970s: straight quotation marks, few names, no speech dashes,
every sentence
ended. News has curly quotes, dashes at line starts, captions, headlines without stops,
attributions and many
names. Each change keeps the annotation right; none invents a tree it cannot know.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from models.train.corpus import Sentence, Word, guess_spaces
from models.train.gazetteer import Gazetteer
from models.train.templates import BODIES, TEMPLATES

_QUOTES = {"'", '"', "”"}
_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"1[89]\d\d$")


class Augmenter:
    """Returns a changed copy of a sentence; the same seed gives the same sequence of changes."""

    def __init__(self, gazetteer: Gazetteer, rng: random.Random) -> None:
        self._names = gazetteer
        self._rng = rng
        self._known_places = frozenset(gazetteer.places) | frozenset(gazetteer.municipalities)
        self._known_given = frozenset(gazetteer.given)

    def __call__(self, sentence: Sentence) -> Sentence:
        chance = self._rng.random
        if sentence.names and chance() < 0.5:
            sentence = self.swap_names(sentence)
        if chance() < 0.5:
            sentence = self.new_digits(sentence)
        sentence = self.restyle_quotes(sentence)
        if chance() < 0.6:
            sentence = long_dashes(sentence)
        if chance() < 0.08:
            sentence = drop_stop(sentence)
        elif sentence.trees and chance() < 0.08:
            sentence = self.attribute(sentence)
        if chance() < 0.08:
            sentence = self.open_with_dash(sentence)
        draw = chance()
        if draw < 0.02:
            sentence = recase(sentence, str.upper)
        elif draw < 0.035:
            sentence = recase(sentence, str.lower)
        elif draw < 0.06:
            sentence = lower_first(sentence)
        return sentence

    def invented(self, n: int) -> list[Sentence]:
        """``n`` sentences with names only, from templates: captions, bylines, contact lines,
        attributions.
        """
        return [self.fill(self._rng.choice(TEMPLATES)) for _ in range(n)]

    def fill(self, template: str) -> Sentence:
        """A template with its slots filled; slots may carry a genitive s: ``{LOC}s``."""
        words: list[Word] = []
        for piece in template.split(" "):
            slot = re.fullmatch(r"\{(\w+)\}(s?)", piece)
            if slot is None:
                words.append(Word(form=piece, entity="O"))
                continue
            label = slot[1]
            forms = self._fill_slot(label)
            if slot[2] and forms[-1][-1] not in "sxz":
                forms[-1] += "s"
            entity = "PER" if label in {"GIVEN", "SURNAME", "INITIAL"} else label
            for k, form in enumerate(forms):
                words.append(Word(form=form, entity=("I-" if k else "B-") + entity))
        return self.restyle_quotes(_respaced(Sentence("template", tuple(words), False, True)))

    def _fill_slot(self, label: str) -> list[str]:
        if label == "PER":
            return self._full_name()
        if label == "GIVEN":
            return [self._given()]
        if label == "SURNAME":
            return [self._surname()]
        if label == "ORG":
            return self._organisation()
        if label == "LOC":
            return self._place().split(" ")
        raise ValueError(f"unknown slot {label}")

    def _organisation(self) -> list[str]:
        draw = self._rng.random()
        if draw < 0.25:
            return self._rng.choice(self._names.organisations).split(" ")
        if draw < 0.65:
            return [self._rng.choice(self._names.one_word_organisations)]
        before, after = self._rng.choice(BODIES)
        name = self._surname() if after == "AB" else self._place()
        if after[:1].islower() and name[-1] not in "sxz":
            name += "s"
        return [part for part in (*before.split(), *name.split(" "), *after.split()) if part]

    def _given(self) -> str:
        name = self._rng.choices(self._names.given, self._names.given_weights)[0]
        if self._rng.random() < 0.06:
            name += "-" + self._rng.choices(self._names.given, self._names.given_weights)[0]
        return name

    def _surname(self) -> str:
        name = self._rng.choices(self._names.surnames, self._names.surname_weights)[0]
        draw = self._rng.random()
        if draw < 0.06:
            name += "-" + self._rng.choices(self._names.surnames, self._names.surname_weights)[0]
        return name

    def _full_name(self) -> list[str]:
        name = [self._given(), self._surname()]
        if self._rng.random() < 0.12:
            name.insert(1, self._surname())
        return name

    def _place(self) -> str:
        if self._rng.random() < 0.5:
            return self._rng.choice(self._names.municipalities)
        return self._rng.choice(self._names.places)

    def swap_names(self, sentence: Sentence) -> Sentence:
        """Other people and places, token for token, so that trees and tags stay right."""
        words = list(sentence.words)
        i = 0
        while i < len(words):
            if not words[i].entity.startswith("B-"):
                i += 1
                continue
            end = i + 1
            while end < len(words) and words[end].entity.startswith("I-"):
                end += 1
            label = words[i].entity[2:]
            if label == "PER" and end - i <= 3:
                for k in range(i, end):
                    last = k == end - 1 and (end - i > 1 or words[k].form not in self._known_given)
                    words[k] = self._renamed(words[k], self._surname() if last else self._given())
            elif label == "ORG" and end - i == 1 and self._rng.random() < 0.3:
                words[i] = self._renamed(
                    words[i], self._rng.choice(self._names.one_word_organisations)
                )
            elif label == "LOC" and end - i == 1 and self._rng.random() < 0.5:
                words[i] = self._renamed(words[i], self._one_word_place())
            i = end
        return replace(sentence, words=tuple(words))

    def _one_word_place(self) -> str:
        while " " in (place := self._place()):
            pass
        return place

    def _renamed(self, word: Word, name: str) -> Word:
        form = word.form
        if not form[:1].isupper() or len(form) < 3 or form.isupper():
            return word
        genitive = word.xpos.endswith("GEN")
        if not word.xpos and form.endswith("s"):
            base = form[:-1]
            genitive = base in self._known_places or base in self._known_given
            if not genitive and form not in self._known_places and form not in self._known_given:
                return word
        elif word.xpos and not word.xpos.startswith("PM"):
            return word
        new = name + "s" if genitive and name[-1] not in "sxz" else name
        return replace(word, form=new, lemma=name if word.lemma else "")

    def new_digits(self, sentence: Sentence) -> Sentence:
        """Other figures; years move to our own time."""
        words = []
        for word in sentence.words:
            if any(c.isdigit() for c in word.form) and word.entity in {"", "O"}:
                form = self._redigit(word.form)
                lemma = word.lemma.replace(word.form, form) if word.lemma == word.form else None
                if lemma is None and word.lemma:
                    words.append(word)
                    continue
                word = replace(word, form=form, lemma=lemma or "")
            words.append(word)
        return replace(sentence, words=tuple(words))

    def _redigit(self, form: str) -> str:
        if _YEAR.match(form):
            return str(self._rng.randint(1990, 2030))
        rng = self._rng
        return _DIGITS.sub(
            lambda m: m[0] if m[0] in "01" and m.start() == 0 else str(rng.randint(0, 9)), form
        )

    def restyle_quotes(self, sentence: Sentence) -> Sentence:
        """``'`` becomes one of the marks in use, mostly ``"`` (to which the pipeline maps its
        kin).
        """
        marks = [w for w in sentence.words if w.form in _QUOTES]
        if not marks:
            return sentence
        opening, closing = self._rng.choices(
            [('"', '"'), ("”", "”"), ("“", "”"), ("»", "»"), ("'", "'"), ("’", "’")],
            [60, 18, 3, 2, 14, 3],
        )[0]
        words, is_open = [], False
        for word in sentence.words:
            if word.form in _QUOTES:
                is_open = not is_open
                mark = opening if is_open else closing
                word = replace(word, form=mark, lemma=mark if word.lemma else "")
            words.append(word)
        return replace(sentence, words=tuple(words))

    def open_with_dash(self, sentence: Sentence) -> Sentence:
        """A speech dash in front, as in dialogue."""
        if sentence.words[0].form in {"-", "–", "—"}:
            return sentence
        dash = self._rng.choices(["–", "-", "—"], [60, 30, 10])[0]
        root = next((i for i, w in enumerate(sentence.words) if w.deprel == "ROOT"), 0)
        first = Word(
            form=dash,
            lemma=dash if sentence.trees else "",
            upos="PUNCT" if sentence.trees else "",
            xpos="MID" if sentence.trees else "",
            head=root + 1,
            deprel="punct" if sentence.trees else "",
            entity="O" if sentence.names else "",
        )
        moved = tuple(replace(w, head=w.head + 1) for w in sentence.words)
        return replace(sentence, words=(first, *moved))

    def attribute(self, sentence: Sentence) -> Sentence:
        """``…, säger Anna Berg.`` after a statement, with the treebank's analysis (parataxis)."""
        words = sentence.words
        root = next((i for i, w in enumerate(words) if w.deprel == "ROOT"), None)
        if root is None or len(words) < 4 or words[-1].form != "." or words[root].upos != "VERB":
            return sentence
        verb, lemma = self._rng.choice(
            [("säger", "säga"), ("berättar", "berätta"), ("menar", "mena"), ("tycker", "tycka")]
        )
        at = len(words) - 1
        body = (*words[: at - 1], replace(words[at - 1], space=False))
        known = "O" if sentence.names else ""
        added = [
            Word(",", lemma=",", upos="PUNCT", xpos="MID", head=root, deprel="punct", entity=known),
            Word(
                verb,
                lemma=lemma,
                upos="VERB",
                xpos="VB|PRS|AKT",
                feats="Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act",
                head=root,
                deprel="parataxis",
                entity=known,
            ),
        ]
        subject = at + 2
        for k, name in enumerate(self._full_name()):
            added.append(
                Word(
                    name,
                    lemma=name,
                    upos="PROPN",
                    xpos="PM|NOM",
                    feats="Case=Nom",
                    head=subject if k else at + 1,
                    deprel="flat:name" if k else "nsubj",
                    entity=("I-PER" if k else "B-PER") if sentence.names else "",
                )
            )
        added[-1] = replace(added[-1], space=False)
        stop = replace(words[-1], head=root)
        return self.open_with_dash(replace(sentence, words=(*body, *added, stop)))


def drop_stop(sentence: Sentence) -> Sentence:
    """Headlines and captions end without a full stop."""
    if len(sentence.words) < 3 or sentence.words[-1].form != ".":
        return sentence
    return replace(sentence, words=sentence.words[:-1])


def long_dashes(sentence: Sentence) -> Sentence:
    """A hyphen between spaces is a dash (``–``) in modern typesetting."""
    words = tuple(
        replace(w, form="–", lemma="–" if w.lemma else "") if w.form == "-" else w
        for w in sentence.words
    )
    return replace(sentence, words=words)


def recase(sentence: Sentence, change: object) -> Sentence:
    """The whole sentence in capitals or in small letters; lemmas stay."""
    if not callable(change):
        raise TypeError("change must be callable")
    words = tuple(replace(w, form=str(change(w.form))) for w in sentence.words)
    return replace(sentence, words=words)


def lower_first(sentence: Sentence) -> Sentence:
    """A continued list item or quote starts with a small letter."""
    first = sentence.words[0]
    if first.entity.startswith("B-") or first.upos == "PROPN" or first.form.isupper():
        return sentence
    form = first.form[:1].lower() + first.form[1:]
    return replace(sentence, words=(replace(first, form=form), *sentence.words[1:]))


def _respaced(sentence: Sentence) -> Sentence:
    spaces = guess_spaces([w.form for w in sentence.words])
    words = tuple(replace(w, space=s) for w, s in zip(sentence.words, spaces, strict=True))
    return replace(sentence, words=words)
