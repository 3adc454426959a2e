"""The bodies of an article among which the owner of a programme is chosen."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.article import Span
from pipeline.link.municipalities import body_of, code_of_body
from pipeline.link.owner_bodies import Body
from pipeline.link.owner_places import legal
from pipeline.link.owner_unnamed import code_in_name
from pipeline.link.scene import Scene
from pipeline.swedish.names import is_given_name

_COORDINATION = re.compile(r"samordningsförbund|^finsam", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body with its mentions in text order; ``key`` is its municipality code or its name, case-folded."""

    key: str
    body: Body
    mentions: tuple[Body, ...]

    @property
    def kind(self) -> str:
        """Municipality | coordination | association | authority | company | organisation."""
        if self.body.code:
            return "municipality"
        return "coordination" if _COORDINATION.search(self.body.name) else self.body.kind

    def code_is(self, code: str | None) -> bool:
        """True for the municipality with this code."""
        return code is not None and self.key == code


def key_of(body: Body) -> str:
    """What two mentions of one body share."""
    return body.code or legal(body).name.casefold()


def candidates(scene: Scene, number: int, told: Collection[Body]) -> list[Candidate]:
    """Every body that the article names or a rule has found (``told``), the municipality it is about, and
    the coordination body whose letter it is.
    """
    found: dict[str, list[Body]] = {}
    for body in scene.bodies:
        if body.kind != "organisation" or not is_given_name(body.name.split()[0]):
            found.setdefault(key_of(body), []).append(body)
    for body in told:
        if not any(body is other for other in scene.bodies):
            found.setdefault(key_of(body), []).append(body)
    for code in (scene.municipality, code_in_name(scene, number)):
        if code:
            found.setdefault(code, [])
    for place in scene.places:
        if body_of(place.code) is not None:
            found.setdefault(place.code, [])
    letter = scene.letter
    if letter:
        found.setdefault(letter.casefold(), [])
    full = _full_names(list(found))
    merged: dict[str, list[Body]] = {}
    for key, mentions in found.items():
        merged.setdefault(full.get(key, key), []).extend(mentions)
    return [
        Candidate(key, _body(scene, key, mentions, letter), tuple(mentions))
        for key, mentions in merged.items()
    ]


def _full_names(keys: list[str]) -> dict[str, str]:
    """Short name → the only longer one that begins with it: ``ABF`` → ``ABF Östra``."""
    result = {}
    for key in keys:
        longer = [k for k in keys if k.startswith(f"{key} ") and not key[0].isdigit()]
        if len(longer) == 1:
            result[key] = longer[0]
    return result


def _body(scene: Scene, key: str, mentions: list[Body], letter: str | None) -> Body:
    told = [legal(b) for b in mentions]
    exact = [b for b in told if key_of(b) == key]
    if key.isdigit():
        return replace(
            (exact or [Body(Span(0, 0), "", "own", key)])[0], name=_municipal(scene, key, mentions)
        )
    if exact:
        return exact[0]
    return Body(Span(0, 0), letter or key, "association")


def _municipal(scene: Scene, code: str, mentions: list[Body]) -> str:
    """``Haparanda stad`` where the article writes so and never ``Haparanda kommun``."""
    usual = body_of(code) or ""
    written = [
        b.name for b in mentions if b.kind == "municipality" and code_of_body(b.name) == code
    ]
    if written:
        return max(written, key=written.count)
    other = re.sub(r"s? kommun$", " stad", usual)
    for form in (other, re.sub(r"s? kommun$", "s stad", usual)):
        if form != usual and re.search(rf"\b{re.escape(form)}\b", scene.text, re.IGNORECASE):
            return form if usual not in scene.text else usual
    return usual
