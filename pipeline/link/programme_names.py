"""Names of one article's programmes gathered into clusters: same names, short forms, renamings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.article import TaggedArticle, normalise
from pipeline.findings import MentionRole, ProgrammeMention

_QUOTES = re.compile(r"[\"']")
_TRIGGER_TAIL = re.compile(
    r"-(?:projektet|projekten|satsningen|insatsen|modellen|metoden|programmet|arbetet|"
    r"verksamheten)s?$"
)
_TRIGGER_HEAD = re.compile(r"^(?:del|pilot)?projekt(?:et)? (?=\w)")
_DIRECTIONS = frozenset(
    "norr söder öst väst norra södra östra västra mitt syd nord ost centrum city".split()
)
_RENAMED = re.compile(
    r"(?<!sedan )\b(?:tidigare|förut|förr|fram till \w+|från början|ursprungligen|även|också|förkorta[td]|"
    r"före detta|f\.d\.|byt(?:te|er|t) namn|döp(?:tes|ts|t) om|omdöpt|hette|numera heter|"
    r"heter (?:nu|numera)|kallad|kallat)\b",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\b(?:ersätt\w*|ersatt\w*|efterträd\w*|avlös\w*|föregångar\w*|efterföljar\w*)\b", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:erna|arna|orna|en|et|n|t)$")
# Names that share a beginning are compared with one another; more than this is no article.
_MOST_ALIKE = 40
_PREFIX = 5
_NEAR = 60  # characters between an old name and a new one


@dataclass
class Cluster:
    """Mentions of one programme while it is being gathered."""

    key: str
    name: str
    named: bool
    mentions: list[int] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    chief: bool = False  # the likeliest name of an article where none is sure

    @property
    def firm(self) -> bool:
        """Sure enough that references may point at it."""
        return self.named or self.chief


def core(name: str) -> str:
    """A name reduced for comparison: no quotation marks, ``-projektet``, ``projektet`` before it, case."""
    folded = _QUOTES.sub("", normalise(name)).casefold().strip(" .,:;()")
    folded = _TRIGGER_TAIL.sub("", folded)
    return _TRIGGER_HEAD.sub("", folded)


def digits(name: str) -> list[str]:
    """The version numbers of a name; two versions are two programmes."""
    return re.findall(r"\d+(?:\.\d+)?|\b(?:ii|iii|iv)\b", name.casefold())


def stem(word: str) -> str:
    """``projektet``, ``projekt``, ``projekten`` → one form; only good for comparing."""
    while True:
        shorter = _DEFINITE.sub("", word)
        if shorter == word or len(shorter) < 4:
            return word.replace("mm", "m")
        word = shorter


def is_title(mention: ProgrammeMention) -> bool:
    """A name or a would-be name, not a description in common words."""
    return mention.role is MentionRole.NAME or (
        mention.role is MentionRole.DESCRIPTION and mention.rule != "description"
    )


def name_clusters(tagged: TaggedArticle, mentions: Sequence[ProgrammeMention]) -> list[Cluster]:
    """One cluster for each name, short forms, inflections and former names joined; empty ones left in."""
    clusters = _by_name(tagged, mentions)
    _join_short_forms(clusters)
    _join_renamed(tagged, mentions, clusters)
    _choose_chief(mentions, clusters)
    return clusters


def _by_name(tagged: TaggedArticle, mentions: Sequence[ProgrammeMention]) -> list[Cluster]:
    found: dict[str, Cluster] = {}
    for index, mention in enumerate(mentions):
        if not is_title(mention):
            continue
        key = core(mention.name)
        one = found.setdefault(key, Cluster(key, mention.name, False))
        one.mentions.append(index)
        one.named = one.named or mention.role is MentionRole.NAME
        written = " ".join(tagged.cut(mention.span).split())
        if written not in one.aliases:
            one.aliases.append(written)
    return list(found.values())


def _join_short_forms(clusters: list[Cluster]) -> None:
    alike: dict[str, list[Cluster]] = defaultdict(list)
    for one in clusters:
        for hint in {one.key.split(" ", 1)[0], one.key[:_PREFIX], *_initials(one.key)}:
            if len(alike[hint]) < _MOST_ALIKE:
                alike[hint].append(one)
    for small in sorted(clusters, key=lambda one: len(one.key)):
        hints = (small.key.split(" ", 1)[0], small.key[:_PREFIX], _letters(small.key))
        near = {id(big): big for hint in hints for big in alike.get(hint, ())}.values()
        options = [big for big in near if big is not small and big.mentions and _short(small, big)]
        if options and small.mentions:
            versions = [big for big in options if digits(big.key)]
            merge(
                max(versions or options, key=lambda one: (digits(one.key), len(one.mentions))),
                small,
            )


def _short(small: Cluster, big: Cluster) -> bool:
    a, b = small.key.split(), big.key.split()
    if len(a) == 1 and len(b) == 1:
        tail = big.key[len(small.key) :] if big.key.startswith(small.key) else ""
        return len(small.key) >= _PREFIX and tail in ("et", "en", "t", "n")
    if len(a) >= len(b) or b[: len(a)] != a:
        return len(a) == 1 and _letters(small.key) in _initials(big.key)
    if digits(small.key) and digits(small.key) != digits(big.key):
        return False
    rest = b[len(a) :]
    if any(digits(word) for word in rest):
        # "Fyren-projektet" of Fyren 2.0; but where the text is about Fyren, Fyren 2 is its sequel.
        return len(small.mentions) <= len(big.mentions)
    if any(word in _DIRECTIONS for word in rest):
        return True
    return big.mentions[0] < small.mentions[0]


def _letters(key: str) -> str:
    return re.sub(r"[^a-zåäö]", "", key)


def _initials(key: str) -> set[str]:
    """``Kom loss arbete och rehab`` → klaor, klar: what an acronym of it may be."""
    words = re.findall(r"[a-zåäö]+", key)
    if len(words) < 2:
        return set()
    content = [w for w in words if w not in ("och", "för", "i", "till", "med", "på")]
    return {"".join(w[0] for w in words), "".join(w[0] for w in content)}


def _join_renamed(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], clusters: list[Cluster]
) -> None:
    """``Fyren, som tidigare hette Ljuset``: a renaming between two names that stand side by side."""
    owner = {i: one for one in clusters for i in one.mentions}
    order = sorted(owner)
    for i, j in pairwise(order):
        one, other = owner[i], owner[j]
        if one is other or digits(one.key) != digits(other.key):
            continue
        between = tagged.text[mentions[i].span.end : mentions[j].span.start]
        if len(between) > _NEAR or "\n" in between or "." in between.strip(". "):
            continue
        if _RENAMED.search(between) and not _REPLACED.search(between):
            for index in other.mentions:
                owner[index] = one
            merge(one, other)


def merge(into: Cluster, other: Cluster) -> None:
    """Move all mentions and names of ``other``, which stays behind empty."""
    into.mentions.extend(other.mentions)
    into.named = into.named or other.named
    for alias in (other.name, *other.aliases):
        if alias not in into.aliases:
            into.aliases.append(alias)
    other.mentions = []


def _choose_chief(mentions: Sequence[ProgrammeMention], clusters: list[Cluster]) -> None:
    """Where no name is sure, the possible one with most to say for it is what the article is about."""
    if any(one.named for one in clusters):
        return
    likely = [
        one
        for one in clusters
        if len(one.mentions) >= 2 or any(mentions[i].rule != "capital" for i in one.mentions)
    ]
    if likely:
        min(
            likely,
            key=lambda one: (
                -len(one.mentions),
                all(mentions[i].rule == "line" for i in one.mentions),
                one.mentions[0],
            ),
        ).chief = True
