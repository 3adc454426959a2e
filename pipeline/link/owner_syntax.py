"""What the words around a body say of its part: subject of ``driver``, agent of ``startades``, ``tillsammans med``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.article import TaggedArticle, Token
from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.lexicon.load import load
from pipeline.link.owner_bodies import Body


@dataclass(frozen=True, slots=True)
class OwnerVerb:
    """One line of ``owner_verbs.tsv``: a lemma, with ``particle`` where it needs one beside it."""

    lemma: str
    particle: str
    kind: str
    example: str


_PERSON = re.compile(
    r"\w*(?:ledare|chef|samordnare|coach|coacher|handledare|ordförande|föreståndare|konsulent|direktör|"
    r"handläggare|sekreterare|vd|verksamhetschef|enhetschef|lärare|utvecklare|strateg|rektor|grundare|"
    r"initiativtagare|specialist|rådgivare|kurator|vägledare|anställd)"
)
_OWNER = re.compile(
    r"(?:huvudman|projektägare|ägare|sökande|värd|värdkommun|arbetsgivare|initiativtagare|arrangör|ansvarig|"
    r"ansvar|huvudansvar|regi|stödmottagare|projektansvarig|utförare)"
)
_MONEY = re.compile(
    r"(?:pengar|medel|stöd|bidrag|krona|kronor|miljon|finansiering|\w*stöd|\w*medel|\w*bidrag)"
)
_UNIT = re.compile(
    r"\w*(?:förvaltning|nämnd|enhet|kontor|avdelning|lokal|hus|utskott|styrelse|personal)"
)
_CHAIN = 4
_PREPOSITIONS = frozenset(
    "av med från i på hos vid för till åt inom under mellan via genom bakom mot enligt utöver".split()
)


@cache
def _verbs() -> dict[tuple[str, str], str]:
    return {(e.lemma, e.particle): e.kind for e in load(OwnerVerb, "owner_verbs.tsv")}


def verb_class(tagged: TaggedArticle, verb: Token) -> str:
    """``run``, ``start`` …, ``other`` for any other verb and ``be`` for a predicate noun."""
    lemma = (
        verb.lemma.lower().removesuffix("s") if verb.lemma.endswith("as") else verb.lemma.lower()
    )
    beside = {t.lower for t in tagged.children(verb)}
    following = tagged.tokens[verb.i + 1 : verb.i + 4]
    beside.update(t.lower for t in following)
    for particle in beside:
        if (kind := _verbs().get((lemma, particle))) is not None:
            return kind
    return _verbs().get((lemma, "")) or (
        "other" if verb.pos in ("VERB", "AUX") else noun_class(verb)
    )


def noun_class(noun: Token) -> str:
    """``work``, ``owner``, ``person``, ``money``, ``unit`` or ``noun``."""
    word, lemma = noun.lower, noun.lemma.lower()
    if trigger_form(word) is not None:
        return "work"
    for name, pattern in (
        ("owner", _OWNER),
        ("person", _PERSON),
        ("money", _MONEY),
        ("unit", _UNIT),
    ):
        if pattern.fullmatch(lemma):
            return name
    return "noun"


def head_of(tagged: TaggedArticle, body: Body) -> Token | None:
    """The token of a body's name that the rest of it hangs on."""
    tokens = tagged.tokens_in(body.span)
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head not in inside or token.head == token.i:
            return token
    return tokens[0] if tokens else None


def relations(tagged: TaggedArticle, body: Body) -> Iterator[tuple[str, Token]]:
    """What a body is to the words that govern it, with the governing word."""
    token = head_of(tagged, body)
    if token is None:
        return
    prefix = ""
    for _ in range(_CHAIN):
        head = tagged.head(token)
        case = next((t.lower for t in tagged.children(token) if t.dep == "case"), "")
        if body.owns and not prefix:
            if head is not None and head.i >= token.i:
                yield f"poss:{noun_class(head)}", head
            return
        for child in tagged.children(token):
            if child.dep == "acl:relcl":
                subject = next(
                    (t for t in tagged.children(child) if t.dep.startswith("nsubj")), None
                )
                if subject is not None and subject.lower == "som":
                    yield f"{prefix}subj:{verb_class(tagged, child)}", child
        if head is None or token.dep == "root":
            yield f"{prefix}root", token
            return
        base = token.dep.partition(":")[0]
        if base == "nsubj":
            passive = token.dep.endswith("pass")
            yield f"{prefix}{'pass' if passive else 'subj'}:{verb_class(tagged, head)}", head
            return
        if base == "conj":
            prefix = "conj-"
            token = head
            continue
        if base in ("appos", "flat", "parataxis", "compound"):
            if base == "appos":
                prefix = "appos-"
            token = head
            continue
        name = case if case in _PREPOSITIONS else ""
        what = verb_class(tagged, head) if head.pos in ("VERB", "AUX") else noun_class(head)
        if token.dep == "obl:agent":
            yield f"{prefix}agent:{what}", head
        elif name:
            yield f"{prefix}{name}:{what}", head
        elif base in ("obj", "iobj", "nmod", "obl"):
            yield f"{prefix}{base}:{what}", head
        return


def target(tagged: TaggedArticle, verb: Token, marks: frozenset[int], body: Token) -> str:
    """What a verb acts on: the programme by ``name``, a ``noun`` or pronoun for it, or something ``else``.

    ``marks``: the tokens that programme names begin with.
    """
    antecedent = tagged.head(verb) if verb.dep == "acl:relcl" else None
    if antecedent is not None:
        if antecedent.i in marks or any(t.i in marks for t in tagged.children(antecedent)):
            return "name"
        if trigger_form(antecedent.lower) is not None:
            return "noun"
    best = "else"
    for child in tagged.children(verb):
        if child.i == body.i:
            continue
        if any(t.i in marks for t in tagged.subtree(child) if t.i != body.i):
            return "name"
        if child.dep.partition(":")[0] in ("obj", "obl", "nsubj", "iobj"):
            form = trigger_form(child.lower)
            if form is not None and form.definite:
                best = "noun"
            elif child.lower in ("den", "det", "detta", "denna") and best == "else":
                best = "it"
    return best
