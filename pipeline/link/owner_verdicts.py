"""What each rule says of who runs a programme, and the verdict of the surest."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.link.owner_bodies import Body
from pipeline.link.owner_clauses import (
    by_apposition,
    by_clause,
    by_grant,
    by_label,
    by_takeover,
)
from pipeline.link.owner_places import at_place, first_named, first_of_list, legal, part_of_place
from pipeline.link.owner_rules import (
    behind,
    chief,
    fact_line,
    granted,
    labelled,
    namesake,
    own_words,
    possessive,
    reflexive,
    run_by,
    subject,
)
from pipeline.link.owner_unnamed import by_fact_line, by_letter, is_body, is_run_by_others
from pipeline.link.scene import Scene

RULES: dict[str, Callable[[Scene, int, set[int]], Body | None]] = {
    "namesake": namesake,
    "is-body": is_body,
    "granted": granted,
    "part-of-place": part_of_place,
    "reflexive": reflexive,
    "labelled": labelled,
    "fact-line": fact_line,
    "takeover": by_takeover,
    "label": by_label,
    "grant": by_grant,
    "run-by": run_by,
    "possessive": possessive,
    "behind": behind,
    "clause": by_clause,
    "apposition": by_apposition,
    "subject": subject,
    "own-words": own_words,
    "at-place": at_place,
}
# Where none of the rules finds anybody.
LAST_RULES: dict[str, Callable[[Scene, int], Body | None]] = {
    "any-fact-line": lambda scene, number: by_fact_line(scene),
    "letter": by_letter,
    "first-of-list": first_of_list,
    "chief": chief,
    "first-named": first_named,
}


def verdicts(scene: Scene, number: int) -> dict[str, Body]:
    """Rule → the body it finds, the surest rule first; those of ``LAST_RULES`` are not asked."""
    known = scene.owners_told
    if number not in known:
        about = set(scene.sentences_about(number))
        found = {name: rule(scene, number, about) for name, rule in RULES.items()}
        known[number] = {name: body for name, body in found.items() if body is not None}
    return known[number]


def by_rules(scene: Scene, number: int) -> Body | None:
    """The legal body that runs the programme, by the surest rule that finds one."""
    if told := verdicts(scene, number):
        return legal(next(iter(told.values())))
    if is_run_by_others(scene, number):
        return None
    if number != scene.umbrella and not scene.municipality and scene.is_firm(scene.umbrella):
        return by_rules(scene, scene.umbrella)
    for last in LAST_RULES.values():
        found = last(scene, number)
        if found is not None:
            return found
    return None
