"""Groups that an article names only to say that somebody else takes care of them, or how many of them there are."""

from __future__ import annotations

import re

from pipeline.article import Span

# "Ungdomar omfattas av andra projekt", "Den som fyllt 25 hänvisas till skolan": true of the whole sentence.
_TURNED_AWAY = re.compile(
    r"\b(?:hänvisa(?:s|r|des|de)|undant(?:ogs|as|agna|ar|agit)|omfattas (?:inte|av (?:andra|annat|ett annat|en annan))|"
    r"ingår inte|kan (?:tyvärr )?inte (?:delta|söka|anvisas|vara med|tas emot|komma i fråga)|får (?:inte|ingen) plats|"
    r"vänder du dig|vänd dig|vända sig till|har (?:en )?egen ansökan|har (?:ett )?eget program|söker? i stället|"
    r"yrka(?:r|t|de|s)|avslag|avslog\w*|vill att även|pröva(?:s|r)? om|ska även kunna|rekommendera(?:r|s) att|"
    r"har (?:ingenting|inget|ingen del)|prata med din|rådgör med|hör med din|har (?:ännu )?inte skett|"
    r"lades (?:ner|ned)|upphörde|svenskfödda)\b",
    re.IGNORECASE,
)
# "Vi är inte längre till för ungdomar", "ingen sysselsättning för pensionärer": said right before the group.
_NOT_FOR = re.compile(
    r"\b(?:inte (?!bara\b|enbart\b|minst\b|heller bara\b|längre bara\b|nödvändigtvis\b)(?:längre )?(?:till )?"
    r"(?:för|åt|till|riktad\w* (?:till|mot)|om)|inte (?:de|dem|några)|ing(?:en|et|a) [\w-]+ (?:för|åt|till))\s"
    r"(?:[\w-]+,?\s){0,3}$|\b(?:behöver|måste|ska) (?:\w+ )?inte (?:längre )?(?:vara|ha|få|gå|stå)\s"
    r"(?:[\w-]+,?\s){0,3}$|\b(?:förutom|utom|till skillnad från|snarare än|och inte|men inte) (?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
# "Vi är inte längre till för ungdomar": takes back what is said of the group elsewhere.
_NO_LONGER = re.compile(
    r"\b(?:inte|ej) längre (?:\w+ )?(?:för|åt|till|mot)\s(?:[\w-]+,?\s){0,3}$", re.IGNORECASE
)
# "I grannkommunen satsar man i stället på seniorer": where a sentence names another place.
_ELSEWHERE = re.compile(
    r"\b(?:i ?stället|däremot|liknande|likadan\w*|grannkommun\w*|grannen|motsvarande|medan|satsar|satsat|satsning på|"
    r"där (?:är|har|finns)|har (?:man|sedan länge|lagt|haft)|avvaktande|jämför\w*)\b",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"\b(?:något liknande|liknande (?:verksamhet|projekt|insats|satsning)\w*|likadan\w*)",
    re.IGNORECASE,
)
# "Är du över 30? Vänd dig till …": a question and the answer that turns away.
_AWAY = re.compile(
    r"\b(?:vänd\w* (?:du )?dig|kan du (?:i stället )?vända dig|hänvisas|prata med|ring (?:i stället )?|"
    r"gäller (?:något )?annat|kan du tyvärr inte|tyvärr)\b",
    re.IGNORECASE,
)
# Parts of a crowd, told in passing: "Några är unga", "De flesta är kvinnor".
SOME = re.compile(
    r"\b(?:några (?:är|av|har)|den som behöver (?:läser|får|kan|går)|"
    r"de flesta|flertalet|majoritet\w*|flera av (?:dem|de)|en del (?:är|av|har)|"
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio) av (?:\w+ )?(?:tre|fyra|fem|tio)|medelåldern|råkar|slump\w*)\b",
    re.IGNORECASE,
)


# "Kommunen har också en annan verksamhet för unga", "Hon har tidigare arbetat med nyanlända", "Frågan om …".
_OTHER_WORK = re.compile(
    r"\b(?:annan|annat|andra) (?:\w*verksamhet|\w*projekt|\w*insats|\w*satsning|stöd|program|kurs|enhet)\w*"
    r"(?: \w+){0,3} (?:för|åt|till|som)\s(?:[\w-]+,?\s){0,3}$|"
    r"\b(?:(?:har|hade) (?:\w+ )?tidigare|tidigare har \w+(?: \w+)?) "
    r"(?:arbetat|jobbat|varit chef|varit ansvarig|lett)\b"
    r"[^.;]*$|\b(?:arbetade|jobbade) (?:tidigare|förut) (?:med|som)\b[^.;]*$|"
    r"\berfarenhet(?:er)? av (?:att )?(?:arbet|jobb|möt)\w*[^.;]*$|"
    r"\b(?:frågan|debatten|diskussionen|föreläs\w*|forska\w*|avhandling\w*|uppsats\w*) om\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_OTHER_HELP = re.compile(
    r"^[\w ]{0,40}\b(?:finns|får|har) (?:redan |också |numera )?(?:annat|andra) (?:stöd|insatser|projekt)\b",
    re.IGNORECASE,
)
_IN_POLITICS = re.compile(
    r"\b(?:partiet|oppositionen|motionär\w*|regeringen|riksdagen)\b", re.IGNORECASE
)
_BOUND = re.compile(r"[;:–]|,? (?:men|medan|däremot|dock)\b")


def _clause(words: str, span: Span) -> Span:
    """``(De som har LSS tas emot;) övriga ingår inte``: the stretch between bounds around the group."""
    bounds = [match.start() for match in _BOUND.finditer(words)]
    start = max((b for b in bounds if b <= span.start), default=0)
    return Span(start, min((b for b in bounds if b >= span.end), default=len(words)))


def turned_away(words: str, span: Span, following: str) -> bool:
    """True where its clause, or the answer to its question, says that the group belongs elsewhere."""
    clause = _clause(words, span)
    if _TURNED_AWAY.search(words, clause.start, clause.end):
        return True
    before = words[clause.start : span.start]
    if (
        _NOT_FOR.search(before)
        or _OTHER_WORK.search(before)
        or _OTHER_HELP.search(words[span.end :])
    ):
        return True
    return words.rstrip().endswith("?") and _AWAY.search(following) is not None


def given_up(words: str, span: Span) -> bool:
    """``Vi är inte längre till för ungdomar``: it was for them once."""
    return _NO_LONGER.search(words[: span.start]) is not None


# "Från början låg fokus på unga, nu är det seniorer som söker": an earlier group and the one in its place.
_BEFORE = re.compile(
    r"^\W*(?:då|tidigare|förr|förut|från början|först|ursprungligen|till en början|i början|"
    r"i (?:den|det) (?:första|förra|tidigare) \w+)\b[^,;:]*$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^[^,;:]{0,40}[,;:–]? .*\b(?:nu|numera|i dag|idag|senaste|nya|i stället|däremot)\b",
    re.IGNORECASE,
)


def told_of_before(words: str, span: Span) -> bool:
    """``Från början låg fokus på (unga), nu är det …``: whom it was for once."""
    replaced = _NOW.match(words[span.end :]) is not None
    return replaced and _BEFORE.match(words[: span.start]) is not None


def told_of_another_place(words: str) -> bool:
    """``Där har man i stället satsat på seniorer``: said of the place that the sentence names."""
    return _ELSEWHERE.search(words) is not None


def told_of_politics(words: str) -> bool:
    """``Partiet vill se fler satsningar på unga``: what politics asks for."""
    return _IN_POLITICS.search(words) is not None


def told_of_the_like(words: str) -> bool:
    """``I Avesta finns något liknande``: said of another place, whichever the article's own is."""
    return _ALIKE.search(words) is not None
