"""The closed code lists of the dataset (see docs/DATASET.md). Codes are public: users join on them."""

from __future__ import annotations

from enum import StrEnum, auto


class Unit(StrEnum):
    """What a figure counts."""

    PERSONS = auto()
    PERCENT = auto()
    SEK = "SEK"
    HOUSEHOLDS = auto()
    MUNICIPALITIES = auto()
    ORGANISATIONS = auto()
    JOBS = auto()
    PLACES = auto()
    YEARS = auto()
    MONTHS = auto()
    WEEKS = auto()
    DAYS = auto()
    HOURS = auto()
    OTHER = auto()


class Qualifier(StrEnum):
    """How exactly the article states a figure."""

    EXACT = auto()
    ABOUT = auto()
    OVER = auto()
    UNDER = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    NEARLY = auto()


class Measure(StrEnum):
    """What a figure says something about."""

    PARTICIPANTS = auto()
    EMPLOYMENT = auto()
    SUBSIDISED_EMPLOYMENT = auto()
    STUDIES = auto()
    INTERNSHIP = auto()
    ANY_OCCUPATION = auto()
    DROPOUTS = auto()
    UNEMPLOYMENT = auto()
    BENEFIT_RECIPIENTS = auto()
    BENEFIT_COST = auto()
    BUDGET = auto()
    FUNDING_SHARE = auto()
    PARTNERS = auto()
    DURATION = auto()
    CAPACITY = auto()
    OTHER = auto()


class Status(StrEnum):
    """Whether a figure happened, is aimed at, or is expected."""

    OUTCOME = auto()
    TARGET = auto()
    FORECAST = auto()


class TargetGroup(StrEnum):
    """Whom a programme or a figure is about."""

    LONG_TERM_UNEMPLOYED = auto()
    YOUTH = auto()
    FOREIGN_BORN = auto()
    FOREIGN_BORN_WOMEN = auto()
    NEWLY_ARRIVED = auto()
    DISABLED = auto()
    BENEFIT_RECIPIENTS = auto()
    SICK_LISTED = auto()
    WOMEN = auto()
    OLDER = auto()
    UNEMPLOYED = auto()
    FAR_FROM_LABOUR_MARKET = auto()
    OTHER = auto()


class FactorCode(StrEnum):
    """What somebody holds to make the work succeed or fail."""

    INDIVIDUAL_PLANNING = auto()
    CLOSE_CONTACT = auto()
    LONG_TERM_COMMITMENT = auto()
    AGENCY_COLLABORATION = auto()
    CIVIL_SOCIETY = auto()
    EMPLOYER_ENGAGEMENT = auto()
    LOCAL_PRESENCE = auto()
    TRUST = auto()
    STRENGTHS_AND_MOTIVATION = auto()
    WORKPLACE_PRACTICE = auto()
    SKILLS_TRAINING = auto()
    SUBSIDISED_JOBS = auto()
    CLEAR_NEXT_STEP = auto()
    EARLY_INTERVENTION = auto()
    HOLISTIC_SUPPORT = auto()
    LABOUR_DEMAND = auto()
    WORKING_METHOD = auto()
    RESOURCES = auto()
    CLEAR_REQUIREMENTS = auto()
    OTHER = auto()


class Polarity(StrEnum):
    """Whether a factor makes the work succeed or stands in its way."""

    SUCCESS = auto()
    BARRIER = auto()


class QuoteKind(StrEnum):
    """Direct speech set off by dash or quotation marks, or reported speech."""

    DIRECT = auto()
    INDIRECT = auto()


class ProgrammeKind(StrEnum):
    """The article's own word for what a programme is."""

    PROJECT = auto()
    MEASURE = auto()
    SERVICE = auto()
    METHOD = auto()
    INITIATIVE = auto()


class PlaceLevel(StrEnum):
    """What kind of place a name stands for."""

    MUNICIPALITY = auto()
    COUNTY = auto()
    LOCALITY = auto()
    DISTRICT = auto()


class Verdict(StrEnum):
    """What a reviewer decided about a row."""

    RIGHT = auto()
    WRONG = auto()
    EDIT = auto()
    MISSED = auto()


class ReviewState(StrEnum):
    """What became of a reviewer's decision in a run."""

    APPLIED = auto()
    UNANCHORED = auto()  # its words are no longer in the corpus, or cannot be told apart
    INVALID = auto()  # the decision does not fit the table
