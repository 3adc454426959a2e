"""Would-be names: the clues of each phrase gathered, and what is ruled out from the start."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.extract.programmes.clue import STRONG, Clue
from pipeline.extract.programmes.company import company
from pipeline.extract.programmes.evidence import clues
from pipeline.extract.programmes.features import features
from pipeline.extract.programmes.lexicons import (
    ending_reason,
    is_stop_name,
    opens_like_none,
    stop_names,
    trigger_form,
)
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.refusals import DOUBTFUL_ENDINGS, is_told_otherwise
from pipeline.extract.programmes.text import Text, is_capital
from pipeline.swedish.names import is_given_name

# Rules that hold even for what looks like a person's name (``projektet Ester``).
_INTRODUCED = frozenset(("after-trigger", "naming-verb", "inverted-naming", "hyphen-compound"))
# "Projektledare", "Projektfakta": labels and roles, never a name.
_PROJECT_LABEL = re.compile(r"projekt(?!et|en)\w{3,}")


def described(text: Text) -> Iterator[tuple[str, list[Clue], dict[str, float]]]:
    """Each would-be name with its clues and features."""
    found = groups(text)
    others = company(text, found)
    for key, group in found.items():
        yield key, group, features(text, key, group) | others[key]


def groups(text: Text) -> dict[str, list[Clue]]:
    """The clues of each would-be name that is not ruled out from the start."""
    found: dict[str, list[Clue]] = defaultdict(list)
    for clue in clues(text):
        found[_group_key(text, clue)].append(clue)
    return {key: group for key, group in found.items() if not _ruled_out(text, key, group)}


def _ruled_out(text: Text, key: str, group: list[Clue]) -> bool:
    if not any(c.isalpha() for c in key) or len(key) < 2:
        return True
    if is_place(key) and not any(clue.rule == "naming-verb" for clue in group):
        return True  # "Arbetssättet kallas Trekanten"
    if key in stop_names() or key.removesuffix("s") in stop_names():
        return True
    parts = key.split(" och ")
    if (
        ending_reason(key) not in DOUBTFUL_ENDINGS
        or opens_like_none(key)
        or (len(parts) > 1 and all(is_place(part) or is_stop_name(part) for part in parts))
    ):
        return True
    told = any(clue.rule in _INTRODUCED for clue in group)
    if not told and all(text.persons.get(i) for c in group for i in range(c.first, c.last)):
        return True
    # A lone given name that is tagged as a person anywhere is one.
    tagged_person = any(text.tokens[clue.first].entity == "PER" for clue in group)
    if not told and " " not in key and _is_called(key, tagged=tagged_person):
        return True
    if any(clue.rule == "said" for clue in group) and max(c.weight for c in group) < 2.0:
        return True
    if _acronym_compound(text, group) or _only_genitive(text, group):
        return True
    if _PROJECT_LABEL.fullmatch(key) or is_told_otherwise(text, key, group):
        return True
    form = trigger_form(key)
    if form is None or " " in key or any(c.rule == "hyphen-compound" for c in group):
        return False
    if _introduced(group) and form.definite and form.trigger.after == "weak":
        return False  # "projektet Spåret", "insatsen Lyftet"
    return not _own_trigger_name(text, key, group)


def _is_called(key: str, *, tagged: bool) -> bool:
    """A given name: tagged as a person's, or double like ``Maj-Lis``."""
    parts = key.split("-")
    return (tagged or len(parts) == 2) and all(is_given_name(p.capitalize()) for p in parts)


def _introduced(group: list[Clue]) -> bool:
    """``insatsen Halvväg``: said outright to be one, whatever it looks like."""
    return any(clue.rule == "after-trigger" and clue.weight >= STRONG for clue in group)


def _acronym_compound(text: Text, group: list[Clue]) -> bool:
    """``EU-nivå``, ``LSS-boende``: an ordinary compound that happens to start with an acronym."""
    clue = group[0]
    if clue.last - clue.first != 1:
        return False
    head, hyphen, tail = text.tokens[clue.first].text.partition("-")
    if not hyphen or not tail[:1].islower():
        return False
    return is_stop_name(head) or len(head) < 3 or (head.isupper() and trigger_form(tail) is None)


def _only_genitive(text: Text, group: list[Clue]) -> bool:
    """``Riksrevisionens rapport``: a name that is only ever a possessor and never run, started or joined."""
    if any(clue.weight >= 2.0 for clue in group):
        return False
    finals = {clue.last - 1 for clue in group}
    return all(
        text.tokens[i].feat("Case") == "Gen" and text.tokens[i].text.endswith("s") for i in finals
    )


def _group_key(text: Text, clue: Clue) -> str:
    """Mentions that differ in case, a genitive s or ``-projektet`` collect their clues together."""
    key = text.key(clue.first, clue.last).strip(" .,:;")
    key = key.removeprefix("projekt ")
    head, hyphen, tail = key.rpartition("-")
    if hyphen and head and trigger_form(tail) is not None:
        key = head
    if key.endswith("s") and (text.ngrams.get(key[:-1], 0) or _owns_what_follows(text, clue.last)):
        key = key[:-1]
    return key


def _owns_what_follows(text: Text, last: int) -> bool:
    """``Fyrens | deltagare``; but ``Halvvägs, som …`` only ends like a genitive."""
    if text.tokens[last - 1].feat("Case") != "Gen" or last >= len(text.tokens):
        return False
    return text.tokens[last].pos in ("NOUN", "ADJ", "PROPN", "NUM", "VERB", "DET", "ADV")


def _own_trigger_name(text: Text, key: str, group: list[Clue]) -> bool:
    """``Ungdomssatsningen``, ``Vetlandaprojektet``: capitalised where no sentence opens."""
    capital = any(c.first not in text.openings and is_capital(text.tokens[c.first]) for c in group)
    form = trigger_form(key)
    # "Spåret" over a paragraph that opens with "Spåret är en insats"
    capital = capital or {"line", "is-a"} <= {c.rule for c in group}
    own = form is not None and (len(form.head) >= 3 or form.trigger.after == "weak")
    return capital and own and text.lower_words[key] == 0
