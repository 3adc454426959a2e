"""Evidence that a phrase names a programme, each piece with the rule that gives it and its weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import BlockKind
from pipeline.extract.programmes.extent import name_at, quoted
from pipeline.extract.programmes.lexicons import (
    TriggerForm,
    contexts,
    formative_of,
    is_stop_name,
    naming_cues,
    opening_nouns,
    other_things,
    trigger_form,
)
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.text import (
    FUNCTION,
    HARD_STOPS,
    MAX_NAME,
    QUOTES,
    Text,
    is_capital,
)
from pipeline.vocab import ProgrammeKind

STRONG = 4.0  # enough by itself
_LONGEST_CUE = 4
# Stems of verbs whose object is run, started, changed or judged.
_RUNNING = (
    "start", "driv", "drev", "inför", "lanser", "utvärder", "förläng", "avslut", "permanent", "test", "pröv", "utveckl",
    "öppn", "invig", "dra", "drog", "besök", "bedriv", "bedrev", "ersätt", "ersatt", "utök", "inled", "påbörj", "genomför",
    "finansier", "bekost", "skap", "bilda", "erbjud", "erbjöd", "lämn", "gransk", "presenter", "samordn", "sjösatt", "sjösätt",
)  # fmt: skip
_AFTER_NAMING = frozenset(
    "för också helt nu bara det vi de den kort rätt och slätt man numera kommunen ändå här ibland internt".split()
)
# People of a programme: what they are in, or come to, is one.
_PARTAKERS = (
    "ledare", "ledaren", "handledare", "handledaren", "coach", "coachen", "coacher", "vägledare", "vägledaren", "vägledarna",
    "samordnare", "samordnaren", "koordinator", "koordinatorn", "föreståndare", "föreståndaren", "konsulent", "pedagog",
    "lots", "lotsen", "deltagare", "deltagaren", "deltagarna", "deltagarnas", "platser", "mentor", "mentorer", "praktikanter",
    "volontärer", "handläggare", "handläggaren", "handläggarna", "coacherna", "handledarna",
)  # fmt: skip
_ASSOCIATIONS = frozenset("föreningen kooperativet stiftelsen bolaget företaget".split())
_BETWEEN = frozenset(
    "igång gång i upp in ner nu då också vi de man bland annat t.ex. även här".split()
)
# Definite nouns that end a phrase of place or time, so that the name after them is no apposition.
_FREE_NOUNS = frozenset(
    """kommunen länet regionen staden stan landet dag dagen kvällen morgonen året veckan månaden sommaren hösten
    våren vintern tiden början slutet höstens vårens bygden orten""".split()
)
_POSSESSIVES = frozenset(
    "vår vårt våra sin sitt deras dess kommunens stadens regionens länets ett en".split()
)


@dataclass(frozen=True, slots=True)
class Clue:
    """Tokens ``[first, last)`` may be a programme's name."""

    first: int
    last: int
    weight: float
    rule: str
    kind: ProgrammeKind | None = None


def clues(text: Text) -> Iterator[Clue]:
    """Every clue in the article, in no particular order."""
    for token in text.tokens:
        i = token.i
        form = trigger_form(token.text)
        if form is not None:
            yield from _after_trigger(text, i, form)
            yield from _compound(text, i, form)
        yield from _fact_line(text, i)
        yield from _naming(text, i)
        yield from _inverted_naming(text, i)
        yield from _lower_opening(text, i)
        if token.text in ("–", "-"):
            yield from _grant_line(text, i)
        if token.text in QUOTES:
            yield from _quoted(text, i)
        if is_capital(token):
            yield from _capital(text, i)


def _after_trigger(text: Text, i: int, form: TriggerForm) -> Iterator[Clue]:
    """``projektet Fyren``, ``insatsen ”Fyren”``, ``ett projekt, Fyren,``, ``projekten Fyren och Ljuset``."""
    _, end = text.sentence_bounds(i)
    j = i + 1
    if j >= end:
        return
    token = text.tokens[j]
    loose = token.text in ("–", "-", ",", ":", "(") and j + 1 < end
    if loose:
        j += 1
        token = text.tokens[j]
    if not (is_capital(token) or token.text in QUOTES or token.text[0].isdigit()):
        yield from _lower_case_name(text, i, form, end)
        return
    mark = text.tokens[i + 1].text if loose else ""
    bare = not form.definite and not form.plural
    if (
        bare
        and not loose
        and i
        and text.tokens[i - 1].lower in ("ett", "en", "nytt", "ny", "stort")
    ):
        return  # "ett projekt Anna gillar": an indefinite noun takes its name after a comma or "som heter"
    name = name_at(text, j, phrase=not loose or token.text in QUOTES)
    if loose and name is not None and name[1] == j + 1 and token.lower in FUNCTION:
        return
    if name is None or _is_something_else(text, name, token.text in QUOTES):
        return
    weight = STRONG if form.trigger.after == "strong" else 2.5
    if token.text in QUOTES:
        weight = max(weight, 3.5) if form.trigger.after == "weak" else STRONG + 1
    elif loose:
        closed = name[1] < end and text.tokens[name[1]].text in (mark, ")", ",", ".", "–")
        weight = 3.0 if closed and mark != ":" else 2.0
        if mark == "," and form.definite and not closed:
            return  # "I projektet, Anna Bergs tredje …"
    elif form.plural and not form.definite:
        weight = 1.5
    yield Clue(*name, weight, "after-trigger", form.trigger.kind)
    if form.plural or mark == ":":
        yield from _more_names(text, name[1], end, max(weight, 2.5), form)


def _more_names(text: Text, j: int, end: int, weight: float, form: TriggerForm) -> Iterator[Clue]:
    """The rest of ``projekten Fyren, Ljuset och Kajen``, also ``: Fyren i Mora, Ljuset i Rättvik och …``."""
    stop = min(end, j + 40)
    while j + 1 < stop:
        word = text.tokens[j].lower
        if word in ("och", "samt", "respektive", ",", ";") and (
            is_capital(text.tokens[j + 1]) or text.tokens[j + 1].text in QUOTES
        ):
            name = name_at(text, j + 1, phrase=False)
            if name is None or _is_something_else(text, name, text.tokens[j + 1].text in QUOTES):
                j += 1
                continue
            before = text.tokens[j - 1]
            if not (word == "och" and before.entity == "LOC"):
                yield Clue(*name, weight, "after-trigger-list", form.trigger.kind)
            j = name[1]
        elif word in (".", ":", "!", "?") or trigger_form(word) is not None:
            return
        else:
            j += 1


def _lower_case_name(text: Text, i: int, form: TriggerForm, end: int) -> Iterator[Clue]:
    """``metoden supported employment``: a definite trigger takes no bare noun but a name."""
    token = text.tokens[i + 1]
    if not form.definite or form.plural or form.trigger.after != "strong" or form.head:
        return
    word = token.lower
    if not word[0].isalpha() or word in HARD_STOPS or token.pos not in ("NOUN", "PROPN", "X"):
        return
    if form.trigger.kind != ProgrammeKind.METHOD and token.pos == "NOUN":
        return
    last = i + 2
    while last < end and text.tokens[last].pos in ("NOUN", "PROPN", "X") and last - i <= 3:
        last += 1
    yield Clue(i + 1, last, 2.0, "lower-case-after-trigger", form.trigger.kind)


def _is_something_else(text: Text, name: tuple[int, int], in_quotes: bool) -> bool:
    """A person, a place or an organisation right after the trigger starts the next phrase."""
    first, last = name
    if in_quotes:
        opening = text.tokens[first]
        if opening.text[0].islower() and (
            opening.lower in HARD_STOPS or opening.lower in FUNCTION or opening.pos == "VERB"
        ):
            return True
        # Four words and more with a finite verb are something said, not a name.
        return last - first >= 4 and any(
            t.feat("VerbForm") == "Fin" for t in text.tokens[first + 1 : last]
        )
    if any(text.persons.get(i) for i in range(first, last)):
        return True
    following = text.tokens[last].lower if last < len(text.tokens) else ""
    return is_place(text.key(first, last)) or following in ("kommun", "kommuns", "stad", "län")


def _compound(text: Text, i: int, form: TriggerForm) -> Iterator[Clue]:
    """``Kliv in-projektet``, ``Fyren-projektet``: the name stands before the hyphen."""
    word = text.tokens[i].text
    if "-" not in word or not form.head.endswith("-"):
        return
    start, _ = text.sentence_bounds(i)
    first = i
    best = None
    while first > start and i - first < MAX_NAME:
        previous = text.tokens[first - 1]
        if not (previous.text[0].isalnum()) or previous.text in QUOTES:
            break
        first -= 1
        if is_capital(previous) and first not in text.openings:
            best = first
            if not (first > start and is_capital(text.tokens[first - 1])):
                joined = text.key(first, i + 1)[: -len(word) + len(form.head) - 1]
                if text.ngrams.get(joined, 0) or is_capital(text.tokens[i]):
                    break
        if previous.lower in HARD_STOPS:
            break
    opener = text.tokens[first - 1].text in QUOTES if first > start else False
    if opener:
        best = first
    if best is None and is_capital(text.tokens[i]):
        best = i
    if best is None and start in range(max(start, i - 4), i) and is_capital(text.tokens[start]):
        best = start
    if best == i and (is_stop_name(form.head) or len(form.head) < 4):
        return  # "FN-initiativet", "EU-projektet": whose it is, not its name
    if best is not None:
        yield Clue(best, i + 1, STRONG, "hyphen-compound", form.trigger.kind)


def _fact_line(text: Text, i: int) -> Iterator[Clue]:
    """``Projekt: Fyren``, ``Fakta: Fyren``, ``Om Fyren``, ``Projektnamn: Fyren`` at the start of a line."""
    start, end = text.sentence_bounds(i)
    if i != start or i + 2 >= end or text.tokens[i + 1].text != ":":
        return
    label = text.tokens[i].lower
    form = trigger_form(label)
    named = label in ("projektnamn", "projekttitel", "namn", "projektets namn")
    if named or (form is not None and not form.head and form.trigger.after == "strong"):
        name = name_at(text, i + 2, phrase=True)
        if name is not None and name[1] >= end - 1:
            kind = form.trigger.kind if form else ProgrammeKind.PROJECT
            yield Clue(*name, STRONG, "fact-line", kind)
    elif label in ("fakta", "faktaruta", "fotnot", "bakgrund"):
        name = name_at(text, i + 2, phrase=True)
        if name is not None and name[1] == end:
            yield Clue(*name, 2.0, "fact-heading", None)


def _naming(text: Text, i: int) -> Iterator[Clue]:
    """``kallas Fyren``, ``går under namnet Fyren``, ``har döpts till Fyren``, ``den så kallade Fyrmodellen``."""
    cues = naming_cues()
    _, end = text.sentence_bounds(i)
    for length in range(_LONGEST_CUE, 0, -1):
        if i + length >= end:
            continue
        slot = cues.get(tuple(t.lower for t in text.tokens[i : i + length]))
        if slot is None:
            continue
        j = i + length
        while slot == "after" and j + 1 < end and text.tokens[j].lower in _AFTER_NAMING:
            j += 1
        if j >= end:
            return
        token = text.tokens[j]
        if not (is_capital(token) or token.text in QUOTES):
            if slot == "after" and _lower_name(text, j, end):
                yield Clue(j, j + 1, 3.0, "naming-verb-lower", _kind_before(text, i))
            return
        name = name_at(text, j, phrase=True)
        if name is None or text.tokens[j].lower in FUNCTION and name[1] == j + 1:
            return
        kind = _kind_before(text, i)
        about = kind is not None or _speaks_of_programme(text, i)
        if slot == "socalled":
            shaped = formative_of(text.tokens[name[1] - 1].text)
            yield Clue(*name, 2.0 if shaped else 1.0, "so-called", kind)
        elif _is_something_else(text, name, token.text in QUOTES) and not about:
            return
        else:
            yield Clue(*name, STRONG if about else 2.0, "naming-verb", kind)
        return


def _lower_name(text: Text, i: int, end: int) -> bool:
    """``kallas handslaget, …``: a definite noun alone after a naming verb is a name in lower case."""
    token = text.tokens[i]
    last = i + 1 >= end or text.tokens[i + 1].text in ",.;:!?)" or text.tokens[i + 1].lower in ("och", "som", "den", "i", "på")
    return token.pos in ("NOUN", "PROPN") and token.feat("Definite") == "Def" and len(token.text) > 4 and last


def _kind_before(text: Text, i: int) -> ProgrammeKind | None:
    """The kind of the nearest trigger before token ``i`` in its sentence."""
    start, _ = text.sentence_bounds(i)
    for j in range(i - 1, max(start, i - 15) - 1, -1):
        form = trigger_form(text.tokens[j].text)
        if form is not None:
            return form.trigger.kind
    return None


def _speaks_of_programme(text: Text, i: int) -> bool:
    """A trigger right after (``… kallas Fyren och är en insats``) or in the sentence before."""
    sentence = text.tokens[i].sentence
    sentences = text.tagged.sentences
    near = [sentences[sentence]] + ([sentences[sentence - 1]] if sentence else [])
    return any(
        trigger_form(t.text) is not None for s in near for t in text.tagged.sentence_tokens(s)
    )


def _grant_line(text: Text, i: int) -> Iterator[Clue]:
    """``Röda korset – Språkpromenaden 2018, 265 000 kronor``: what a grant goes to, in a list of grants."""
    _, end = text.sentence_bounds(i)
    stop = min(end, i + MAX_NAME + 2)
    comma = next((j for j in range(i + 1, stop) if text.tokens[j].text == ","), None)
    if comma is None or comma < i + 2 or comma + 2 >= end or not is_capital(text.tokens[i + 1]):
        return
    if text.tokens[comma + 1].text[0].isdigit() and any(
        t.lower in ("kronor", "kr", "tkr", "mkr", "miljoner") for t in text.tokens[comma + 2 : comma + 5]
    ):
        first = i + 2 if text.tokens[i + 1].text in QUOTES else i + 1
        last = comma - 1 if text.tokens[comma - 1].text in QUOTES else comma
        if last > first:
            yield Clue(first, last, 3.0, "grant-line", None)


def _inverted_naming(text: Text, i: int) -> Iterator[Clue]:
    """``Fyren heter projektet``, ``Fyren kallas modellen``, ``FAS står för Från arbetslös till student``."""
    word = text.tokens[i].lower
    start, end = text.sentence_bounds(i)
    if i + 1 >= end or i == start:
        return
    if word in ("heter", "hette", "kallas", "kallades"):
        form = next(
            (f for t in text.tokens[i + 1 : min(end, i + 4)] if (f := trigger_form(t.text))), None
        )
        first = start
        while first < i and not is_capital(text.tokens[first]):
            first += 1
        if form is None or first == i or text.tokens[first].lower in FUNCTION:
            return
        if trigger_form(text.tokens[first].text) is None and i - first <= MAX_NAME:
            last = i - 1 if text.tokens[i - 1].text in QUOTES else i
            if last > first:
                yield Clue(first, last, STRONG, "inverted-naming", form.trigger.kind)
    elif word == "står" and text.tokens[i + 1].lower == "för" and is_capital(text.tokens[i - 1]):
        if text.tokens[i - 1].text[:2].isupper() and i + 2 < end:
            yield Clue(i - 1, i, 3.0, "acronym", None)


def _lower_opening(text: Text, i: int) -> Iterator[Clue]:
    """``startlinjen växer``: a line or sentence that opens in lower case opens with a name written so."""
    start, end = text.sentence_bounds(i)
    token = text.tokens[i]
    if (
        i != start
        or not token.text[0].islower()
        or len(token.text) < 4
        or token.pos in ("VERB", "AUX")
    ):
        return
    if text.tagged.block_of(token).kind == BlockKind.LIST_ITEM or token.lower in FUNCTION:
        return
    if "." in token.text or "/" in token.text or "@" in token.text or end - start < 3:
        return
    before = text.tokens[i - 1].text if i else ""
    if before not in ("", ".", "!", "?") and text.tokens[i - 1].sentence == token.sentence:
        return
    if text.lower_words[token.text] >= 3:
        yield Clue(i, i + 1, 3.0, "lower-case-opening", None)


def _quoted(text: Text, i: int) -> Iterator[Clue]:
    """A short capitalised phrase in quotation marks beside a trigger, or said over and over."""
    inside = quoted(text, i)
    if inside is None or not is_capital(text.tokens[inside[0]]):
        return
    first, last = inside
    if last - first > 6 or text.tokens[last - 1].text in (".", "!", "?", ",", "…"):
        return
    start, end = text.sentence_bounds(i)
    before = {t.lower for t in text.tokens[max(start, i - 4) : i]}
    kind = next(
        (f.trigger.kind for w in before if (f := trigger_form(w)) is not None),
        None,
    )
    yield Clue(first, last, 2.5 if kind is not None else 0.7, "quoted", kind)


def _capital(text: Text, i: int) -> Iterator[Clue]:
    """A capitalised phrase with what stands beside it; longer readings of it as candidates of their own."""
    start, end = text.sentence_bounds(i)
    token = text.tokens[i]
    if _inside_run(text, i, start):
        return
    if token.lower in FUNCTION and i in text.openings:
        repeated = i + 1 < end and text.ngrams[text.key(i, i + 2)] >= 2
        if not repeated or (
            not is_capital(text.tokens[i + 1]) and text.ngrams[text.key(i, i + 2)] < 3
        ):
            if i + 1 < end and is_capital(text.tokens[i + 1]):
                return
            yield from _line(text, i, start, end)
            return
    if i in text.openings and token.lower in opening_nouns():
        return
    if i in text.openings and "-" not in token.text and trigger_form(token.text) is not None:
        return  # "Projektet startade": the noun itself
    if len(token.text) < 2 or token.text.isupper() and len(token.text) < 3:
        return
    readings = {name for name in (name_at(text, i, phrase=False), _longer(text, i)) if name}
    opens = i in text.openings and token.pos == "NOUN" and token.lower not in text.lower_words
    if i + 1 < end and is_capital(text.tokens[i + 1]) and (token.lower in _ASSOCIATIONS or opens):
        inner = name_at(text, i + 1, phrase=False)  # Föreningen | Andra Steget
        readings |= {inner} if inner else set()
    for first, last in sorted(readings):
        if last - first == 1 and i in text.openings and text.lower_words[token.lower] > 0:
            continue  # an ordinary noun opens the sentence
        yield Clue(first, last, 0.0, "capital", _shape_kind(text, last))
        yield from _sides(text, first, last, end)
    yield from _line(text, i, start, end)


def _line(text: Text, i: int, start: int, end: int) -> Iterator[Clue]:
    """A line of its own that holds nothing but a short phrase: ``Gröna spåret`` over its paragraph."""
    if i != start or not 1 <= end - start <= 6:
        return
    last = end
    while (
        last > start
        and not text.tokens[last - 1].text[-1].isalnum()
        and text.tokens[last - 1].text != "+"
    ):
        last -= 1
    span = text.tagged.block_of(text.tokens[i]).span
    whole = text.tagged.sentence_span(text.tagged.sentences[text.tokens[i].sentence])
    if (
        last <= start
        or len(span) > len(whole) + 2
        or text.tokens[end - 1].text in (".", "?", "!", ":")
    ):
        return
    if last - start >= 3 and any(t.feat("VerbForm") == "Fin" for t in text.tokens[start + 1 : last]):
        return
    weight = 1.0 if last - start <= 4 else 0.5
    yield Clue(start, last, weight, "line", _shape_kind(text, last))


def _longer(text: Text, i: int) -> tuple[int, int] | None:
    """``Erfaren | kraft``, ``Arbete | och försörjning``: a capital run that is no phrase without more."""
    base = name_at(text, i, phrase=False)
    if base is None:
        return None
    longer = name_at(text, i, phrase=True)
    if longer == base or longer is None:
        return None
    opening = text.tokens[i]
    if i in text.openings and text.ngrams[text.key(*longer)] < 2:
        return None
    tail = text.tokens[base[1] : longer[1]]
    joined = tail[0].lower in ("och", "&") and len(tail) == 2 and opening.pos in ("NOUN", "PROPN")
    modified = opening.pos in ("ADJ", "DET", "VERB", "NUM", "ADV") and base[1] - i == 1
    english = tail[0].lower in ("and", "to", "of", "the", "your", "by", "with", "it")
    if joined or modified or english or text.ngrams[text.key(*longer)] >= 2:
        return longer
    return None


def _inside_run(text: Text, i: int, start: int) -> bool:
    """True where the capital before ``i`` belongs to the same run: not a function word at an opening."""
    if i == start or not is_capital(text.tokens[i - 1]):
        return False
    return not (i - 1 in text.openings and text.tokens[i - 1].lower in FUNCTION)


def _shape_kind(text: Text, last: int) -> ProgrammeKind | None:
    """The kind that the form of the name suggests: ``…torget`` is a service, ``…modellen`` a method."""
    word = text.tokens[last - 1].text
    entry = formative_of(word) or formative_of(word.removesuffix("s"))
    return entry.kind if entry is not None else None


def _sides(text: Text, first: int, last: int, end: int) -> Iterator[Clue]:
    weight, rule = _left(text, first)
    if weight:
        yield Clue(first, last, weight, rule, None)
    weight, rule, kind = _right(text, last, end)
    if weight:
        yield Clue(first, last, weight, rule, kind)


def _left(text: Text, first: int) -> tuple[float, str]:
    start, _ = text.sentence_bounds(first)
    end = first - 1 if first > start and text.tokens[first - 1].text in QUOTES else first
    if end > start and text.tokens[end - 1].lower in other_things():
        return -5.0, "other-thing"
    table = contexts("left")
    for length in range(3, 0, -1):
        if end - length >= start:
            weight = table.get(tuple(t.lower for t in text.tokens[end - length : end]))
            if weight is not None:
                return weight, "left-context" if weight > 0 else "left-against"
    if end - 2 >= start and text.tokens[end - 1].lower in ("i", "på", "inom", "för", "till"):
        if text.tokens[end - 2].lower.rstrip("s").endswith(_PARTAKERS):
            return 1.5, "role-in"
    verb = _governing_verb(text, start, end)
    if verb.startswith(_RUNNING):
        return 1.5, "run-verb"
    previous = text.tokens[end - 1] if end > start else None
    if previous is not None and previous.pos == "NOUN" and previous.feat("Definite") == "Def":
        free = trigger_form(previous.text) is not None or previous.lower in _FREE_NOUNS
        if not free and not previous.text.endswith("s"):
            return -3.0, "title-noun"
    return 0.0, ""


def _governing_verb(text: Text, start: int, end: int) -> str:
    """The verb right before the name, particles, adverbs and subjects of one word between."""
    for i in range(end - 1, max(start, end - 5) - 1, -1):
        token = text.tokens[i]
        if token.pos == "VERB":
            return token.lower
        if token.lower not in _BETWEEN and token.pos not in ("PRON", "ADV"):
            return ""
    return ""


def _right(text: Text, last: int, end: int) -> tuple[float, str, ProgrammeKind | None]:
    j = last + 1 if last < end and text.tokens[last].text in QUOTES else last
    if j >= end:
        return 0.0, "", None
    following = text.tokens[j]
    if following.text in (
        "AB",
        "kommun",
        "län",
        "stad",
        "stift",
        "församling",
        "HB",
        "IF",
        "BK",
        "FF",
        "SK",
    ):
        return -5.0, "organisation", None
    copula = following.lower in ("är", "var", "blir", "blev") or following.text in (
        ",",
        "–",
        "(",
        "-",
    )
    if copula:
        told = _described(text, j + 1, end)
        if told is not None:
            sure = following.lower in ("är", "var")
            return (STRONG if sure else 3.0), "is-a" if sure else "apposition", told
    if following.text == "," and j + 2 < end and text.tokens[j + 1].lower in ("som", "vilket"):
        relative = text.tokens[j + 2 : min(end, j + 7)]
        if any(t.pos == "VERB" and t.lower.startswith(_RUNNING) for t in relative):
            return 2.0, "run-relative", None
    if following.text == "," and j + 2 < end and text.tokens[j + 1].text[0].isdigit():
        if any(t.lower in ("kronor", "kr", "tkr", "mkr") for t in text.tokens[j + 2 : j + 5]):
            return 2.0, "money-after", None
    table = contexts("right")
    skip = j + 1 if following.lower in ("nu", "också", "redan", "har") and j + 1 < end else None
    for at in (j, skip):
        if at is None:
            continue
        for length in range(3, 0, -1):
            if at + length <= end:
                weight = table.get(tuple(t.lower for t in text.tokens[at : at + length]))
                if weight is not None:
                    return weight, "right-context", None
    return 0.0, "", None


def _described(text: Text, j: int, end: int) -> ProgrammeKind | None:
    """The kind in ``(är) ett nytt samverkansprojekt``, ``(,) kommunens insats``; None without a trigger."""
    stop = min(end, j + 6)
    for k in range(j, stop):
        token = text.tokens[k]
        form = trigger_form(token.text)
        if form is not None:
            opened = any(
                t.lower in _POSSESSIVES or t.lower.endswith("s") or t.pos in ("ADJ", "DET")
                for t in text.tokens[j:k]
            )
            if form.trigger.after == "weak" and not opened:
                return None
            return form.trigger.kind if opened or not form.definite else None
        if (
            token.text in (",", ".", "(", ":")
            or token.lower in ("som", "att", "och")
            or token.pos == "AUX"
        ):
            return None
    return None
