"""What looks like a name and is a person, an employer, an association or plain words: by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.article import BlockKind
from pipeline.extract.programmes.clue import Clue
from pipeline.extract.programmes.lexicons import ending_reason, opens_with_stop, trigger_form
from pipeline.extract.programmes.text import Text, is_capital

# "Petersson-Kroon", "Alm-Nilsson": double surnames.
_SURNAME = re.compile(r"[\w]+s?son-\w+|\w+-\w+s?son", re.IGNORECASE)
# The endings of professions and offices: kommissionär, direktör, jurist, ordförande.
_TITLE = re.compile(
    r"\w{3,}(?:är|ör|ist|are|ande|man|chef|minister|sköterska|råd|konsult|ant|ent|log|nom|tör|sekreterare)"
)
_DISMISSED = ("uppsag", "varsl", "avsked", "friställ", "anställda", "tillverkar")
_ASSOCIATION = frozenset(
    """stiftelse förening företag bolag myndighet organisation fackförbund tankesmedja byrå koncern butikskedja
    intresseorganisation universitet konsultfirma tidning restaurang hotellkedja industri fabrik
    kommunalförbund samordningsförbund""".split()
)
# "Bostadsstiftelsen Hyresgården", "Fjällkraft AB"
_COMPANY = re.compile(r"\w{3,}(?:stiftelsen|bolaget|koncernen) \w.*|.* (?:ab|hb|ek\.? för\.?)")
_CLASS = re.compile(r"\w{3,}(?:stiftelsen|koncernen)")
# Endings of other things that programmes are at times named after: ``Halvvägen``, ``Kraftverket``, ``Jobbolaget``.
DOUBTFUL_ENDINGS = (None, "unit", "street", "authority", "company", "law", "event", "venue")
# Rules that say outright that it is a programme.
_TOLD = frozenset(
    ("after-trigger", "naming-verb", "inverted-naming", "hyphen-compound", "quoted", "fact-line")
)


def refused(text: Text, key: str, group: Sequence[Clue]) -> bool:
    """True where nothing introduces the phrase as a programme and something shows what else it is."""
    if any(clue.rule in _TOLD for clue in group):
        return False
    places = sorted({(clue.first, clue.last) for clue in group})
    return (
        _SURNAME.fullmatch(key) is not None
        or _COMPANY.fullmatch(key) is not None
        or _plain_words(text, key)
        or any(_titled(text, *place) or _employer(text, place[0]) for place in places)
    )


def is_told_otherwise(text: Text, key: str, group: Sequence[Clue]) -> bool:
    """``Casa Alba, en stiftelse som …``, ``mässan Framtidsmässan``: said outright to be something else."""
    if any(clue.rule in _TOLD for clue in group):
        return False
    other = any(clue.rule == "other-thing" for clue in group)
    return (other and ending_reason(key) is not None) or any(
        _association(text, last) for last in {clue.last for clue in group}
    )


def doubts(text: Text, key: str, group: Sequence[Clue]) -> dict[str, float]:
    """What speaks against the phrase as features, for the weights to decide."""
    reason = ending_reason(key)
    found = {f"ending:{reason}": 1.0} if reason in DOUBTFUL_ENDINGS[1:] else {}
    if opens_with_stop(key):
        found["stop-first"] = 1.0
    if refused(text, key, group):
        found["refused"] = 1.0
    if " " not in key and trigger_form(key) is not None:
        found["trigger-word"] = 1.0
    return found


def _plain_words(text: Text, key: str) -> bool:
    """``Barn och unga``, ``Från årsskiftet``: words that also stand in lower case inside a sentence."""
    words = key.split()
    if len(words) < 2:
        return False
    return any(
        [t.text for t in text.tokens[i : i + len(words)]] == words
        for i in text.lower_pairs.get((words[0], words[1]), ())
    )


def _titled(text: Text, first: int, last: int) -> bool:
    """``ansvarig kommissionär Vera Jurowa``: a bare noun before two capitals is a person's title."""
    start, _ = text.sentence_bounds(first)
    if first == start or last - first < 2 or not all(map(is_capital, text.tokens[first:last])):
        return False
    before = text.tokens[first - 1]
    return (
        before.text.islower()
        and before.feat("Definite") != "Def"
        and _TITLE.fullmatch(before.text) is not None
    )


def _employer(text: Text, first: int) -> bool:
    """``uppsagda på Stålverket Norr``, ``batteritillverkaren Nordcell``, ``bostadsstiftelsen Furuhem``."""
    start, _ = text.sentence_bounds(first)
    before = [t.lower for t in text.tokens[max(start, first - 2) : first]]
    if before and _CLASS.fullmatch(before[-1]):
        return True
    return any(word.startswith(_DISMISSED[:-1]) for word in before[:1]) or any(
        _DISMISSED[-1] in word for word in before[-1:]
    )


def _association(text: Text, last: int) -> bool:
    """``Vita Huset Ålidhem, en stiftelse som …``: said to be an organisation."""
    tokens = text.tokens[last : last + 5]
    if len(tokens) < 3 or tokens[0].text not in (",", "–") or tokens[1].lower not in ("en", "ett"):
        return False
    return any(t.lower in _ASSOCIATION for t in tokens[2:4])


def is_only_headline(text: Text, key: str, rules: Sequence[str]) -> bool:
    """``Nytt i veckan`` over an article that never says it again: a line, and nothing else for it."""
    if tuple(rules) not in (("line",), ("capital",)) or text.ngrams[key] > 1:
        return False
    words = key.split()
    for token in text.tokens:
        if token.text.casefold() == words[0] and is_capital(token):
            return text.tagged.block_of(token).kind is BlockKind.HEADLINE
    return False
