"""Decisions on the rows of a run, one after the other: what the last reviewer said of a row holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.review.anchor import Anchored, Corpus
from pipeline.review.change import Store
from pipeline.review.decisions import Decision
from pipeline.rows import Tables
from pipeline.tables import ReviewRow
from pipeline.vocab import ReviewState


def apply_decisions(tables: Tables, decisions: Sequence[Decision]) -> list[ReviewRow]:
    """Change ``tables`` as the decisions say, and fill its table ``reviews``.

    Every decision gets its row there, also one that could not be applied, with the reason.
    """
    made: list[ReviewRow] = []
    if decisions:
        corpus = Corpus(
            {row.article_id: row.text for row in tables["texts"]},
            {row.sha256: row.article_id for row in tables["articles"]},
        )
        store = Store(tables, corpus.texts)
        seen: dict[str, int] = {}
        for decision in decisions:
            state, row_id, note = _apply(store, corpus, decision)
            key = decision.identifier
            seen[key] = seen.get(key, 0) + 1
            made.append(
                ReviewRow(
                    review_id=key if seen[key] == 1 else f"{key}.{seen[key]}",
                    table_name=decision.table,
                    row_id=row_id,
                    article=decision.article,
                    text=decision.text,
                    verdict=decision.verdict,
                    who=decision.who,
                    at=decision.at,
                    state=state,
                    note=note,
                )
            )
        store.finish()
    tables["reviews"] = made
    return made


def _apply(
    store: Store, corpus: Corpus, decision: Decision
) -> tuple[ReviewState, str | None, str | None]:
    place = corpus.find(decision)
    if not isinstance(place, Anchored):
        return ReviewState.UNANCHORED, None, place
    try:
        row_id, note = _decide(store, decision, place)
    except (ValueError, KeyError, TypeError) as error:
        return ReviewState.INVALID, None, str(error)
    return ReviewState.APPLIED, row_id, note


def _decide(store: Store, decision: Decision, place: Anchored) -> tuple[str | None, str | None]:
    found: Any = store.find(decision, place)
    if decision.verdict == "wrong":
        if found is None:
            return None, "no longer extracted"
        store.remove(decision.table, found)
        return None, None
    note = None
    if found is None:
        found = store.add(decision, place)
        if decision.verdict != "missed":
            note = "no longer extracted; put back"
    if decision.verdict in ("edit", "missed"):
        found, problem = store.change(decision.table, found, decision)
        note = problem or note
    found = store.mark(decision.table, found)
    return store.identifier(decision.table, found), note
