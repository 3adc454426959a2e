"""Mentions of one article gathered into programmes: same names, short forms, renamings, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.article import Span, TaggedArticle, normalise
from pipeline.findings import MentionRole, ProgrammeMention

_QUOTES = re.compile(r"[\"']")
_TRIGGER_TAIL = re.compile(
    r"-(?:projektet|projekten|satsningen|insatsen|modellen|metoden|programmet|arbetet|verksamheten)s?$"
)
_TRIGGER_HEAD = re.compile(r"^(?:del|pilot)?projekt(?:et)? (?=\w)")
_DIRECTIONS = frozenset(
    "norr söder öst väst norra södra östra västra mitt syd nord ost centrum city".split()
)
# What may stand between a name and a description of the same thing.
_SAME_THING = re.compile(
    r"^[\"']?\s*(?:,|–|-|:|\(|är|var|blir|blev|heter|som heter|som kallas|kallas|kallat|kallad|med namnet|"
    r"vid namn|"
    r"går under namnet|som går under namnet|under namnet|har fått namnet|som fått namnet|som|, som är|"
    r"och är|, som)"
    r"(?: (?:nu|också|numera|ett|en|bara|alltså))?\s*[\"']?$",
    re.IGNORECASE,
)
_RENAMED = re.compile(
    r"\b(?:tidigare|förut|förr|fram till \w+|från början|ursprungligen|även|också|förkorta[td]|före detta|"
    r"f\.d\.|"
    r"byt(?:te|er|t) namn|döp(?:tes|ts|t) om|omdöpt|hette|numera heter|heter (?:nu|numera)|kallad|kallat)\b",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\b(?:ersätt\w*|ersatt\w*|efterträd\w*|avlös\w*|föregångar\w*|efterföljar\w*)\b", re.IGNORECASE
)
# References that may point at a programme of any kind.
GENERIC = frozenset(
    "projektet insatsen satsningen verksamheten arbetssättet metoden modellen programmet initiativet".split()
)
_NOUN = re.compile(r"(\w+)$")
_DEFINITE = re.compile(r"(?:erna|arna|orna|en|et|n|t)$")


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


def cluster(tagged: TaggedArticle, mentions: Sequence[ProgrammeMention]) -> list[Cluster]:
    """Programmes in order of first mention; every mention belongs to at most one."""
    clusters = _by_name(tagged, mentions)
    _join_names(tagged, mentions, clusters)
    _choose_chief(mentions, clusters)
    _descriptions(tagged, mentions, clusters)
    _references(tagged, mentions, clusters)
    for one in clusters:
        one.mentions.sort()
    clusters = [one for one in clusters if one.mentions]
    clusters.sort(key=lambda one: one.mentions[0])
    return clusters


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
        min(likely, key=lambda one: (-len(one.mentions), one.mentions[0])).chief = True


def _is_title(mention: ProgrammeMention) -> bool:
    """A name or a would-be name, not a description in common words."""
    return mention.role is MentionRole.NAME or (
        mention.role is MentionRole.DESCRIPTION and mention.rule != "description"
    )


def _by_name(tagged: TaggedArticle, mentions: Sequence[ProgrammeMention]) -> list[Cluster]:
    found: dict[str, Cluster] = {}
    for index, mention in enumerate(mentions):
        if not _is_title(mention):
            continue
        key = core(mention.name)
        one = found.setdefault(key, Cluster(key, mention.name, False))
        one.mentions.append(index)
        one.named = one.named or mention.role is MentionRole.NAME
        written = " ".join(tagged.cut(mention.span).split())
        if written not in one.aliases:
            one.aliases.append(written)
    return list(found.values())


def _join_names(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], clusters: list[Cluster]
) -> None:
    for small in sorted(clusters, key=lambda one: len(one.key)):
        options = [
            big
            for big in clusters
            if big is not small and big.mentions and _short_form(tagged, mentions, small, big)
        ]
        if options and small.mentions:
            versions = [big for big in options if digits(big.key)]
            best = max(versions or options, key=lambda one: (digits(one.key), len(one.mentions)))
            _merge(best, small)
    for one in clusters:
        for other in clusters:
            apart = one is not other and one.mentions and other.mentions
            if apart and _renamed(tagged, mentions, one, other):
                _merge(one, other)


def _short_form(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], small: Cluster, big: Cluster
) -> bool:
    a, b = small.key.split(), big.key.split()
    if len(a) == 1 and len(b) == 1:
        tail = big.key[len(small.key) :] if big.key.startswith(small.key) else ""
        return len(small.key) >= 5 and tail in ("et", "en", "t", "n")
    if len(a) >= len(b) or b[: len(a)] != a:
        return _expansion(tagged, mentions, small, big)
    if digits(small.key) and digits(small.key) != digits(big.key):
        return False
    rest = b[len(a) :]
    if any(digits(word) for word in rest):
        # "Fyren-projektet" of Fyren 2.0; but where the text is about Fyren, Fyren 2 is its sequel.
        return len(small.mentions) <= len(big.mentions)
    if any(word in _DIRECTIONS for word in rest):
        return True
    return big.mentions[0] < small.mentions[0]


def _expansion(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], small: Cluster, big: Cluster
) -> bool:
    """``KLAR (Kom Loss Arbete Rehab)``: the initials match, and the two stand beside each other."""
    letters = re.sub(r"[^a-zåäö]", "", small.key)
    initials = "".join(word[0] for word in re.findall(r"[a-zåäö]+", big.key))
    content = "".join(
        word[0]
        for word in re.findall(r"[a-zåäö]+", big.key)
        if word not in ("och", "för", "i", "till", "med", "på")
    )
    return len(letters) >= 2 and " " not in small.key and letters in (initials, content)


def stem(word: str) -> str:
    """``projektet``, ``projekt``, ``projekten`` → one form; only good for comparing."""
    while True:
        shorter = _DEFINITE.sub("", word)
        if shorter == word or len(shorter) < 4:
            return word.replace("mm", "m")
        word = shorter


def _renamed(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], one: Cluster, other: Cluster
) -> bool:
    """``Fyren, som tidigare hette Ljuset``: a renaming between two names that stand near each other."""
    if digits(one.key) != digits(other.key):
        return False
    for i in one.mentions:
        for j in other.mentions:
            if j <= i or mentions[j].span.start - mentions[i].span.end > 60:
                continue
            if j - i > 1 and any(_is_title(mentions[k]) for k in range(i + 1, j)):
                continue
            between = tagged.text[mentions[i].span.end : mentions[j].span.start]
            if "\n" in between or "." in between.strip(". "):
                continue
            if _RENAMED.search(between) and not _REPLACED.search(between):
                return True
    return False


def _merge(into: Cluster, other: Cluster) -> None:
    into.mentions.extend(other.mentions)
    into.named = into.named or other.named
    for alias in (other.name, *other.aliases):
        if alias not in into.aliases:
            into.aliases.append(alias)
    other.mentions = []


def noun_of(mention: ProgrammeMention) -> str:
    """The trigger of a reference, or the head that a description's rule found, lower case."""
    return mention.name.split()[-1].lower()


def _descriptions(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], clusters: list[Cluster]
) -> None:
    titles = {i: one for one in clusters for i in one.mentions}
    order = sorted(titles)
    for index, mention in enumerate(mentions):
        if mention.role is not MentionRole.DESCRIPTION or _is_title(mention):
            continue
        same = _beside(tagged, mentions, index, titles)
        if same is None:
            same = _announced(tagged, mentions, index, titles, order, clusters)
        if same is not None:
            same.mentions.append(index)
            continue
        before = [
            one
            for one in clusters
            if not one.firm and one.mentions and _same_description(mention, mentions, one)
        ]
        if before:
            before[-1].mentions.append(index)
            if mention.name not in before[-1].aliases:
                before[-1].aliases.append(mention.name)
        else:
            clusters.append(
                Cluster(core(mention.name), mention.name, False, [index], [mention.name])
            )


def _beside(
    tagged: TaggedArticle,
    mentions: Sequence[ProgrammeMention],
    index: int,
    titles: dict[int, Cluster],
) -> Cluster | None:
    """The name that a description is told of: ``Fyren är ett projekt``, ``ett projekt som heter Fyren``."""
    span = mentions[index].span
    for other in (index - 1, index + 1):
        if other not in titles:
            continue
        left, right = sorted((span, mentions[other].span))
        between = normalise(tagged.text[left.end : right.start])
        if len(between) <= 40 and _SAME_THING.match(between.strip()):
            return titles[other]
        if (
            other < index
            and re.fullmatch(r"[\"']?\.\s+", between)
            and _opens_fragment(tagged, span)
        ):
            return titles[other]
    return None


def _opens_fragment(tagged: TaggedArticle, span: Span) -> bool:
    """``(… fanns Kalendern.) En insats riktad till unga``: a sentence that only goes on describing."""
    sentence = tagged.sentence_at(span.start)
    if sentence is None or tagged.tokens[sentence.first].start != span.start:
        return False
    return tagged.tokens[sentence.first].lower in ("en", "ett")


def _announced(
    tagged: TaggedArticle,
    mentions: Sequence[ProgrammeMention],
    index: int,
    titles: dict[int, Cluster],
    order: list[int],
    clusters: list[Cluster],
) -> Cluster | None:
    """``Ett nytt projekt ska hjälpa unga. Projektet Fyren …``: the only name of that kind, told right after."""
    mention = mentions[index]
    named = [one for one in clusters if one.firm and one.mentions]
    alike = [one for one in named if any(mentions[i].kind == mention.kind for i in one.mentions)]
    if len(alike) != 1:
        return None
    here = tagged.sentence_at(mention.span.start)
    nearest = min(
        (mentions[i].span.start for i in alike[0].mentions if i in titles),
        key=lambda start: abs(start - mention.span.start),
    )
    there = tagged.sentence_at(nearest)
    if here is None or there is None or abs(here.i - there.i) > 3:
        return None
    return alike[0]


def _same_description(
    mention: ProgrammeMention, mentions: Sequence[ProgrammeMention], one: Cluster
) -> bool:
    """A definite description takes up an earlier one with the same noun; equal words are equal things."""
    own = core(mention.name)
    for i in one.mentions:
        theirs = core(mentions[i].name)
        if own == theirs:
            return True
        definite = own.split()[0] in ("det", "den", "detta", "denna")
        if definite and mentions[i].kind == mention.kind and _shared_noun(own, theirs):
            return True
    return False


def _shared_noun(one: str, other: str) -> bool:
    stems = {stem(word) for word in other.split()}
    return any(len(word) > 4 and stem(word) in stems for word in one.split())


def _references(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], clusters: list[Cluster]
) -> None:
    """Each reference joins the nearest earlier programme of its noun or kind, else the first later one."""
    owner = {i: one for one in clusters for i in one.mentions}
    loose: list[int] = []
    for index, mention in enumerate(mentions):
        if mention.role is not MentionRole.REFERENCE:
            continue
        found = _antecedent(mentions, index, owner)
        if found is None:
            loose.append(index)
            continue
        found.mentions.append(index)
        owner[index] = found
    _unnamed_by_reference(mentions, loose, clusters)


def _antecedent(
    mentions: Sequence[ProgrammeMention], index: int, owner: dict[int, Cluster]
) -> Cluster | None:
    mention = mentions[index]
    own = stem(noun_of(mention))
    fallback = None
    for back in range(index - 1, -1, -1):
        one = owner.get(back)
        if one is None:
            continue
        earlier = mentions[back]
        same_noun = any(stem(w).endswith(own) for w in earlier.name.lower().split())
        if same_noun:
            return one
        if noun_of(mention) not in GENERIC:
            continue
        if one.firm and earlier.kind == mention.kind:
            return one
        if fallback is None and one.firm and earlier.kind is None:
            fallback = one
    if fallback is not None:
        return fallback
    if noun_of(mention) not in GENERIC:
        return None
    for ahead in range(index + 1, len(mentions)):
        one = owner.get(ahead)
        if one is not None and mentions[ahead].kind == mention.kind:
            return one
    named = list({id(one): one for one in owner.values() if one.firm}.values())
    return named[0] if len(named) == 1 and noun_of(mention) in GENERIC else None


def _unnamed_by_reference(
    mentions: Sequence[ProgrammeMention], loose: list[int], clusters: list[Cluster]
) -> None:
    """A text that only ever says ``projektet`` still tells of one."""
    nouns = Counter(noun_of(mentions[i]) for i in loose)
    for noun, count in sorted(nouns.items()):
        if (count >= 2 and noun in GENERIC) or len(noun) > 12:
            members = [i for i in loose if noun_of(mentions[i]) == noun]
            clusters.append(Cluster(noun, mentions[members[0]].name, False, members, [noun]))
