"""One article as the programme rules see it: capital runs, sentence openings, repeated word sequences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.article import BlockKind, Span, TaggedArticle, Token
from pipeline.swedish.names import is_given_name
from pipeline.swedish.person_names import person_names

MAX_NAME = 8  # words
_SEVERAL = re.compile(
    r"\b\w*(?:insatser|projekt(?:en)?|verksamheter|satsningar|aktiviteter|åtgärder|delprojekt)(?:na)?\b",
    re.IGNORECASE,
)
QUOTES = frozenset("\"'")
_OPENERS = frozenset(":•*·–-\"'(/|›»>")

# Words after which a name cannot go on: finite verbs that taggers miss, subordinators, adverbs.
HARD_STOPS = frozenset(
    """är var har hade ska skall skulle kan kunde vill ville får fick blir blev måste bör borde ger gav går gick
    kommer står stod som där när att men eller samt medan eftersom då vilket vilka vars vilken inom under
    mellan sedan sen från genom hos vid enligt via efter före trots kring omkring inte nu också redan just
    därför dessutom ännu fortfarande hittills så både dock bland tillsammans drivs startade startar pågår
    har varit tack utanför åren året hösten våren sommaren vintern januari februari mars april maj juni juli augusti
    september oktober november december innan eftersom ifrån ned""".split()
)
SOFT = frozenset("i på till för med mot av om utan och & åt ur".split())
PARTICLES = frozenset(
    "in ut upp ner fram vidare rätt framåt närmare tillsammans igen hem loss bort hit dit nära".split()
)
# Words that open a sentence with a capital and belong to no name unless the name is quoted or repeated.
FUNCTION = frozenset(
    """i på vid från hos inom genom till med efter under om för utan via av mot ur åt den det de dem dessa denna
    detta en ett han hon vi ni jag du man alla allt ingen inget inga så nu då här där när hur vad vem vilka
    vilken vilket varför som men och eller samt dock sedan redan bara även också än förr förut numera just
    idag både varken var är att eftersom medan innan trots tack hans hennes deras vår vårt våra min mitt mina
    din ditt sin sitt sina dess många flera fler flest få varje någon något några annan andra annat samma
    dessutom därför därmed däremot ändå kanske enligt bland mellan ja nej jo hej ska kan har får blir kommer
    finns läs se hör ring mer mest båda bägge dit hit dag själv endast enbart totalt sammanlagt hittills
    samtidigt senare först sist bakom utöver förutom istället tillsammans kring runt ungefär cirka drygt knappt
    nästan minst högst varför vart varifrån ibland ofta aldrig alltid inte inför över inklusive""".split()
)
DIRECTIONS = frozenset("norr söder öst väst norra södra östra västra mitt syd nord ost".split())
ENGLISH = frozenset(
    "and to for of the in your a an up it on with at into work from by you my we our or back all go".split()
)


def is_capital(token: Token) -> bool:
    """Starts with an upper-case letter (``Jobbspåret``, ``EU-projekt``)."""
    return token.text[:1].isupper()


def is_number(token: Token) -> bool:
    """A number or version that can belong to a name: ``2.0``, ``100``, ``II``."""
    return token.text[:1].isdigit() or token.text in ("II", "III", "IV", "+")


@dataclass(frozen=True)
class Text:
    """A tagged article with what the programme rules ask of it again and again."""

    tagged: TaggedArticle

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.tagged.tokens

    @cached_property
    def openings(self) -> frozenset[int]:
        """Tokens whose capital says nothing: sentence openings, after a colon, dash, bullet, quotation mark."""
        found: set[int] = set()
        for sentence in self.tagged.sentences:
            i = sentence.first
            while i < sentence.last and not any(c.isalnum() for c in self.tokens[i].text):
                i += 1
            found.add(i)
        for token in self.tokens[1:]:
            before = self.tokens[token.i - 1].text
            if before in _OPENERS and not (before in QUOTES and self._is_short_quote(token.i)):
                found.add(token.i)
        return frozenset(found)

    def _is_short_quote(self, i: int) -> bool:
        """A few words in quotation marks without a finite verb or a stop: a name or a term, not a sentence."""
        for j in range(i, self.end_of_sentence(i, 6)):
            token = self.tokens[j]
            if token.text in QUOTES:
                return j > i
            if token.text in ".!?…" or token.feat("VerbForm") == "Fin":
                return False
        return False

    @cached_property
    def persons(self) -> dict[int, bool]:
        """Tokens of persons' names → whether a listed given name is in it; lone surnames as their full names."""
        names = person_names(self.tagged)
        listed: dict[str, bool] = {}
        for name in names:
            if name.last - name.first >= 2:
                given = is_given_name(self.tokens[name.first].text)
                for i in range(name.first, name.last):
                    word = self.tokens[i].text.casefold()
                    listed[word] = listed.get(word, False) or given
        found: dict[int, bool] = {}
        for name in names:
            for i in range(name.first, name.last):
                word = self.tokens[i].text.casefold()
                known = listed.get(word, listed.get(word.removesuffix("s")))
                if known is not None:
                    found[i] = known
        for token in self.tokens[:-1]:
            following = self.tokens[token.i + 1]
            # A given name and a capital word are a person even where the tagger saw none.
            if (
                is_capital(token)
                and is_capital(following)
                and following.sentence == token.sentence
                and token.i not in found
                and "PER" in (token.entity, following.entity)
                and is_given_name(token.text)
            ):
                found[token.i] = found[following.i] = True
        for token in self.tokens:
            word = token.text.casefold()
            if is_capital(token) and listed.get(word, listed.get(word.removesuffix("s"), False)):
                found[token.i] = True
        return found

    @cached_property
    def lower_words(self) -> Counter[str]:
        """How often each word stands in lower case."""
        return Counter(t.text for t in self.tokens if t.text[:1].islower())

    @cached_property
    def lower_pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where two words follow each other, the first in lower case and not right after a quotation mark."""
        found: dict[tuple[str, str], list[int]] = {}
        for token, following in pairwise(self.tokens):
            if token.text.islower() and (
                token.i == 0 or self.tokens[token.i - 1].text not in QUOTES
            ):
                found.setdefault((token.text, following.text), []).append(token.i)
        return found

    @cached_property
    def ngrams(self) -> Counter[str]:
        """How often each word sequence that starts with a capital or in quotation marks stands here."""
        counts: Counter[str] = Counter()
        for token in self.tokens:
            if not (is_capital(token) or (token.i and self.tokens[token.i - 1].text in QUOTES)):
                continue
            for last in range(token.i + 1, self.end_of_sentence(token.i, MAX_NAME) + 1):
                counts[self.key(token.i, last)] += 1
        return counts

    def end_of_sentence(self, i: int, limit: int) -> int:
        """The end of token ``i``'s sentence, or of the next ``limit`` tokens where that is nearer."""
        return min(self.tagged.sentences[self.tokens[i].sentence].last, i + limit)

    @cached_property
    def is_catalogue(self) -> bool:
        """A page that lists several measures under headings of their own, as its opening lines say."""
        blocks = self.tagged.blocks
        opening = (
            self.tagged.text[: self.tokens[min(len(self.tokens), 120) - 1].end]
            if self.tokens
            else ""
        )
        short = sum(
            block.kind is BlockKind.SUBHEADING and len(block.span) <= 40 for block in blocks
        )
        return short >= 3 and _SEVERAL.search(opening) is not None

    def words(self, first: int, last: int) -> str:
        """The source text from token ``first`` up to ``last``, spaces evened."""
        return " ".join(self.tagged.cut(self.span(first, last)).split())

    def key(self, first: int, last: int) -> str:
        """The same, folded for comparison; a genitive s at the end is kept."""
        return " ".join(t.text.casefold() for t in self.tokens[first:last])

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def sentence_bounds(self, i: int) -> tuple[int, int]:
        sentence = self.tagged.sentences[self.tokens[i].sentence]
        return sentence.first, sentence.last

    def is_heading(self, i: int) -> bool:
        """True in headlines, subheadings and other lines of their own."""
        kind = self.tagged.block_of(self.tokens[i]).kind
        return kind in (BlockKind.HEADLINE, BlockKind.SUBHEADING)
