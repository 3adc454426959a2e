"""When a programme runs, and what it costs."""

from __future__ import annotations

import re

from pipeline.link.scene import Scene
from pipeline.swedish.dates import DateMention, dates_in

_START = re.compile(
    r"\b(?:sedan(?: starten)?|starta\w*|starten|drog igång|drogs igång|dra(?:r|s) igång|inled\w*|börja\w*|"
    r"från(?: och med)?|fr\.?o\.?m\.?|"
    r"införde\w*|öppna\w*|lansera\w*|invig\w*|permanent\w*|sjösatt\w*|påbörja\w*|kom till|"
    r"tillkom)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:till och med|t\.?o\.?m\.?|fram till|till|avslut\w*|slut\w*|upphör\w*|längst|senast|läggs ner|"
    r"lades ner|"
    r"stäng\w*|räcker\w* till)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:projektperiod|projekttid|period|pågår|pågick|pågått|genomför\w*|bedriv\w*|åren|under)\b",
    re.IGNORECASE,
)
_PERIOD_LABEL = re.compile(r"\W*(?:projekt)?(?:period|tid)\w*\s*:?", re.IGNORECASE)
_MONEY = re.compile(
    r"(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?)\s?(?P<unit>miljoner|miljon|milj\.?|mkr|mnkr|tkr|kronor|kr)\b"
)
_BUDGET = re.compile(
    r"\b(?:budget\w*|kostar|kostnad\w*|omsluter|omsätter|totalt|sammanlagt|beviljas?\w*|finansier\w*|"
    r"projektstöd|får|handlar om)\b",
    re.IGNORECASE,
)
_SCALE = {"miljoner": 1e6, "miljon": 1e6, "milj": 1e6, "mkr": 1e6, "mnkr": 1e6, "tkr": 1e3}


def period(scene: Scene, number: int) -> tuple[str | None, str | None]:
    """Start and end as EDTF, from sentences about the programme; the first statement of each counts."""
    start: str | None = None
    end: str | None = None
    published = scene.tagged.article.meta.dated
    named = sum(1 for one in scene.clusters if one.named)
    numbers = scene.sentences_about(number)
    if named == 1 and scene.clusters[number].named:
        numbers = list(range(len(scene.focus)))
    for i in numbers:
        words = scene.sentence_text(i)
        dates = dates_in(words, published)
        for at, date in enumerate(dates):
            before = words[: date.span.start]
            if date.end is not None and not date.relative:
                if _PERIOD.search(words) or _is_labelled(scene, i):
                    start, end = start or date.start, end or date.end
                continue
            following = dates[at + 1] if at + 1 < len(dates) else None
            told = _PERIOD.search(words) or _is_labelled(scene, i)
            if following is not None and told and _joined(words, date, following):
                start, end = start or date.start, end or following.start
                break
            if end is None and _END.search(before) and not _START.search(before[-25:]):
                end = date.start
            elif start is None and _START.search(before):
                start = date.start
    return start, end


def _is_labelled(scene: Scene, sentence: int) -> bool:
    """``Projektperiod: …`` on one line, or the label on the line before."""
    own = _PERIOD_LABEL.match(scene.sentence_text(sentence))
    above = sentence > 0 and _PERIOD_LABEL.fullmatch(scene.sentence_text(sentence - 1).strip())
    return bool(own or above)


def _joined(words: str, first: DateMention, second: DateMention) -> bool:
    between = words[first.span.end : second.span.start].strip()
    return between in ("–", "-", "till", "till och med", "t.o.m.", "t o m", "tom", "och")


def budget(scene: Scene, number: int) -> float | None:
    """The first sum told as the programme's cost or grant."""
    for i in scene.sentences_about(number):
        words = scene.sentence_text(i)
        if not _BUDGET.search(words):
            continue
        match = _MONEY.search(words)
        if match:
            value = float(match["n"].replace(" ", "").replace(".", "").replace(",", "."))
            return value * _SCALE.get(match["unit"].rstrip("."), 1.0)
    return None
