"""Names in quotation marks that open a sentence: ``”Kök och kurs” rullar vidare. Satsningen …``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.programmes.clue import STRONG, Clue
from pipeline.extract.programmes.extent import quoted
from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.extract.programmes.text import Text, is_capital
from pipeline.swedish.reporting import speaking_verbs

_PARAGRAPH = 60  # tokens
_PEOPLE = ("deltagar", "inskriv", "arbetslös", "anmälning")


def quoted_subject(text: Text, i: int) -> Iterator[Clue]:
    """``”Kök och kurs” rullar vidare. Satsningen …``: a subject in quotation marks that its paragraph takes up."""
    inside = quoted(text, i)
    start, end = text.sentence_bounds(i)
    if inside is None or i != start or not is_capital(text.tokens[inside[0]]):
        return
    first, last = inside
    if last - first > 5 or not text.tokens[last - 1].text[-1].isalnum() or last + 1 >= end:
        return
    if any(t.feat("VerbForm") == "Fin" for t in text.tokens[first + 1 : last]):
        return
    after = last + 1
    if (
        text.tokens[after].lower in ("i", "på")
        and after + 2 < end
        and is_capital(text.tokens[after + 1])
    ):
        after += 2
    verb = text.tokens[after]
    if verb.feat("VerbForm") != "Fin" or verb.lower in speaking_verbs():
        return
    stop = text.tagged.block_of(text.tokens[i]).span.end
    block = [t for t in text.tokens[last : last + _PARAGRAPH] if t.end <= stop]
    taken_up = any(
        (form := trigger_form(t.text)) is not None
        and form.definite
        and not form.plural
        and not form.head
        for t in block
    )
    if taken_up or any(t.lower.startswith(_PEOPLE) for t in block):
        yield Clue(first, last, STRONG, "quoted-subject", None)
