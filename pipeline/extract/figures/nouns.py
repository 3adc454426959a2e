"""What is counted: the noun lexicon, looked up by inflected form and by the last part of a compound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache, lru_cache

from pipeline.lexicon.load import load
from pipeline.vocab import TargetGroup, Unit


class Role(StrEnum):
    """What kind of thing a counted noun names."""

    PARTICIPANT = auto()  # deltagare, inskrivna
    PERSON = auto()  # personer, kvinnor, unga
    RESIDENT = auto()  # invånare
    RELATIVE = auto()  # barn, syskon
    STUDENT = auto()
    INTERN = auto()
    SUMMER = auto()  # feriearbetare
    UNEMPLOYED = auto()
    APPLICANT = auto()
    RECIPIENT = auto()  # bidragstagare
    HOUSEHOLD = auto()
    CASE = auto()  # ärenden
    EMPLOYEE = auto()
    STAFF = auto()  # coacher, handläggare
    VOLUNTEER = auto()
    BOARD = auto()  # ledamöter, partier
    DROPOUT = auto()  # avhopp, avbrott
    VISITOR = auto()
    VISIT = auto()  # besök: people who came, counted by the time
    OTHER_PERSON = auto()
    EMPLOYER = auto()
    PARTNER = auto()  # förvaltningar, föreningar
    MUNICIPALITY = auto()
    AREA = auto()
    JOB = auto()
    POST = auto()  # tjänster, årsarbetare
    SUBSIDISED_JOB = auto()
    SUMMER_JOB = auto()
    VACANCY = auto()
    PLACE = auto()
    INTERNSHIP_PLACE = auto()
    STUDY_PLACE = auto()
    TIME = auto()
    MINUTE = auto()  # time without a unit code of its own
    SHARE = auto()
    MONEY = auto()
    CURRENCY = auto()
    PROJECT = auto()
    EVENT = auto()
    THING = auto()
    PIECE = auto()  # "stycken": says nothing about what
    IDLE = auto()  # saker, gånger, sätt: counting them says nothing


@dataclass(frozen=True, slots=True)
class Noun:
    """One line of ``lexicon/figures_nouns.tsv``."""

    stem: str
    unit: Unit
    role: Role
    group: TargetGroup | None
    example: str


_ENDINGS = (
    "", "s", "e", "es", "a", "as", "n", "ns", "en", "ens", "et", "ets", "t", "ts", "na", "nas", "ar", "ars",
    "arna", "arnas", "er", "ers", "erna", "ernas", "or", "ors", "orna", "ornas", "r", "rs", "rna", "rnas",
    "ade", "erns",
)  # fmt: skip
_MIN_FIRST_PART = 2
_PERSON_ENDINGS = (
    "are", "arna", "aren", "ister", "isterna", "örer", "örerna", "anter", "anterna", "enter", "enterna",
    "loger", "logerna", "iker", "ikerna", "bor", "borna", "erskor", "erskorna", "män", "männen",
)  # fmt: skip


@cache
def _lexicon() -> tuple[dict[str, Noun], dict[str, Noun]]:
    """Stems that match whole words, and stems that may also end a compound."""
    whole: dict[str, Noun] = {}
    tails: dict[str, Noun] = {}
    for entry in load(Noun, "figures_nouns.tsv"):
        stem = entry.stem.lstrip("*")
        whole.setdefault(stem, entry)
        if entry.stem.startswith("*"):
            tails.setdefault(stem, entry)
    return whole, tails


@lru_cache(maxsize=16384)
def noun(word: str) -> Noun | None:
    """The entry of an inflected or compounded noun: ``projektdeltagarna`` → deltagar; None if unknown."""
    word = word.lower()
    if len(word) > 60:
        return None
    whole, tails = _lexicon()
    stems = [word[: len(word) - len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    for stem in stems:
        if stem in whole:
            return whole[stem]
    best: Noun | None = None
    for stem in stems:
        for cut in range(_MIN_FIRST_PART, len(stem) - 1):
            entry = tails.get(stem[cut:])
            if entry and (best is None or len(entry.stem) > len(best.stem)):
                best = entry
    return best


def looks_like_person(word: str) -> bool:
    """True for unknown nouns with an agent ending: ``undersköterskor``, ``snickare``."""
    return word.lower().endswith(_PERSON_ENDINGS)
