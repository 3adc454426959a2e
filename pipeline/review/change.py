"""The rows of a run while decisions are applied: found, changed, added, taken away, with their references."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from pipeline.review.anchor import Anchored
from pipeline.review.cells import EDITABLE, parse
from pipeline.review.decisions import Decision
from pipeline.review.index import Rows
from pipeline.rows import Tables
from pipeline.tables import TABLES, columns

# What tells rows apart that stand on the same words.
_IDENTITY = {
    "places": ("code",),
    "figures": ("value", "measure"),
    "quotes": ("kind",),
    "success_factors": ("factor", "polarity"),
    "programme_mentions": (),
}
_KINDS = {"places": "place", "figures": "figure", "quotes": "quote", "success_factors": "factor"}
_MIN_OVERLAP = 0.5
_MADE = frozenset({"confidence", "doubts", "reviewed"})  # told by the run, not by what was seen


class Store:
    """Rows of all tables. Call :meth:`finish` when all decisions are applied."""

    def __init__(self, tables: Tables, texts: dict[str, str]) -> None:
        self.tables, self.texts = tables, texts
        self.rows = {table: Rows(table, tables[table]) for table in EDITABLE}
        self.touched: set[str] = set()

    # -- finding ---------------------------------------------------------------------------------

    def find(self, decision: Decision, place: Anchored) -> Any | None:
        """The row a decision is about: on the same words, else on the most of them."""
        if decision.table == "programmes":
            return self._programme_at(decision, place)
        if decision.table == "people":
            return self._person(decision, place)
        wanted = {
            name: decision.row.get(name, decision.values.get(name))
            for name in _IDENTITY[decision.table]
        }
        best, score = None, (0.0, 0)
        for row in self.rows[decision.table].where("article_id", place.article_id):
            overlap = min(row.end, place.end) - max(row.start, place.start)
            share = overlap / (max(row.end, place.end) - min(row.start, place.start))
            same = sum(str(getattr(row, name)) == str(value) for name, value in wanted.items())
            if "factor" in wanted and same < 2:
                continue  # one sentence may hold several factors: another one is another row
            if share >= _MIN_OVERLAP and (share, same) > score:
                best, score = row, (share, same)
        return best

    def _programme_at(self, decision: Decision, place: Anchored) -> Any | None:
        name = str(decision.row.get("name", "")).casefold()
        fits = {
            mention.programme_id
            for mention in self.rows["programme_mentions"].where("article_id", place.article_id)
            if mention.start < place.end and place.start < mention.end
        }
        found = (self.rows["programmes"].by_key(one) for one in sorted(fits))
        rows = [row for row in found if row is not None]
        for row in rows:
            if name in (n.casefold() for n in (row.name, *row.aliases)):
                return row
        return rows[0] if rows else self.programme_named(decision.row.get("name"))

    def _person(self, decision: Decision, place: Anchored) -> Any | None:
        names = {decision.text, str(decision.row.get("name", ""))}
        for row in self.rows["people"].where("article_ids", place.article_id):
            if names & {row.name, *row.variants}:
                return row
        return None

    def programme_named(self, name: str | None) -> Any | None:
        """The programme with a name or alias."""
        found = self.rows["programmes"].where("names", (name or "").casefold() or None)
        return found[0] if found else None

    def identifier(self, table: str, row: Any) -> str | None:
        """The key of a row; for a mention, its programme's."""
        key = next((c.name for c in columns(table) if c.key), "programme_id")
        return str(getattr(row, key))

    # -- changing --------------------------------------------------------------------------------

    def change(self, table: str, row: Any, decision: Decision) -> tuple[Any, str | None]:
        """The row with the cells of the decision, and a note where one of them could not be met."""
        cells: dict[str, Any] = {}
        note = None
        for name, value in decision.values.items():
            if name == "programme_id":
                cells[name], note = self._programme_id(value, decision.programme)
                if cells[name] is None and table == "programme_mentions":
                    raise ValueError(
                        f"the programme {decision.programme or value} is not in this run"
                    )
            else:
                parsed = parse(table, name, value)
                cells[name] = tuple(parsed) if isinstance(parsed, list) else parsed
        if "speaker" in cells and cells["speaker"] != getattr(row, "speaker", None):
            cells["person_id"] = self._person_id(cells["speaker"])
        new = dataclasses.replace(row, **cells)
        self.rows[table].replace(row, new)
        self.touched.add(table)
        return new, note

    def mark(self, table: str, row: Any) -> Any:
        """The row, marked as one that a reviewer decided on."""
        sure = {"confidence": 1.0, "doubts": ()} if hasattr(row, "confidence") else {}
        new = dataclasses.replace(row, reviewed=True, **sure)
        self.rows[table].replace(row, new)
        self.touched.add(table)
        return new

    def _programme_id(self, value: Any, name: str | None) -> tuple[str | None, str | None]:
        if not value:
            return None, None
        if self.rows["programmes"].by_key(str(value)) is not None:
            return str(value), None
        found = self.programme_named(name)
        if found is not None:
            return str(found.programme_id), None
        return None, f"the programme {name or value} is not in this run; the row names none"

    def _person_id(self, speaker: str | None) -> str | None:
        for row in self.rows["people"].where("names", (speaker or "").casefold() or None):
            if speaker in (row.name, *row.variants):
                return str(row.person_id)
        return None

    # -- adding ----------------------------------------------------------------------------------

    def add(self, decision: Decision, place: Anchored) -> Any:
        """A row on the words, from what the reviewer saw or said. Raises ValueError where a cell lacks."""
        table = decision.table
        if table == "programmes":
            return self._add_programme(decision, place)
        cells: dict[str, Any] = {}
        for spec in columns(table):
            value = decision.values.get(spec.name, decision.row.get(spec.name))
            if spec.name in EDITABLE[table] and spec.name != "programme_id":
                parsed = parse(table, spec.name, value)
                cells[spec.name] = tuple(parsed) if isinstance(parsed, list) else parsed
            elif spec.name not in _MADE:
                cells[spec.name] = tuple(value) if isinstance(value, list) else value
        cells |= self._references(table, cells, decision)
        if table == "people":
            cells |= self._new_person(cells, decision, place)
        else:
            text = self.texts[place.article_id]
            cells |= {
                "article_id": place.article_id,
                "start": place.start,
                "end": place.end,
                "text": text[place.start : place.end],
            }
        if table == "figures" and not cells.get("sentence"):
            cells["sentence"] = self._line(place)
        key = next((c.name for c in columns(table) if c.key), None)
        if key is not None and table != "people":
            cells[key] = self._free(
                table, f"{place.article_id}.{_KINDS[table]}{place.start}-{place.end}"
            )
        row = TABLES[table](**cells)
        self.rows[table].add(row)
        self.touched.add(table)
        return row

    def _references(self, table: str, cells: dict[str, Any], decision: Decision) -> dict[str, Any]:
        """References that hold in this run."""
        kept: dict[str, Any] = {}
        if "programme_id" in cells:
            kept["programme_id"], _ = self._programme_id(cells["programme_id"], decision.programme)
            if table == "programme_mentions" and kept["programme_id"] is None:
                raise ValueError(f"the programme {decision.programme} is not in this run")
        if "quote_id" in cells and table != "quotes":
            quote = self.rows["quotes"].by_key(cells["quote_id"])
            kept["quote_id"] = None if quote is None else quote.quote_id
        if "person_id" in cells and table != "people":
            person = self.rows["people"].by_key(cells["person_id"])
            kept["person_id"] = (
                self._person_id(cells.get("speaker")) if person is None else person.person_id
            )
        return kept

    def _new_person(
        self, cells: dict[str, Any], decision: Decision, place: Anchored
    ) -> dict[str, Any]:
        name = cells["name"] or decision.text
        identifier = self._free("people", str(decision.row.get("person_id") or _slug(name)))
        return {
            "person_id": identifier,
            "name": name,
            "variants": tuple(dict.fromkeys([name, decision.text])),
            "article_ids": (place.article_id,),
        }

    def _add_programme(self, decision: Decision, place: Anchored) -> Any:
        name = str(decision.values.get("name") or decision.row.get("name") or decision.text)
        known = self.programme_named(name)
        if known is not None:
            row = dataclasses.replace(
                known, article_ids=tuple(sorted({*known.article_ids, place.article_id}))
            )
            self.rows["programmes"].replace(known, row)
        else:
            cells = {}
            for column in EDITABLE["programmes"]:
                value = decision.values.get(column, decision.row.get(column))
                parsed = parse("programmes", column, name if column == "name" else value)
                cells[column] = tuple(parsed) if isinstance(parsed, list) else parsed
            wanted = str(decision.row.get("programme_id") or _slug(name))
            row = TABLES["programmes"](
                programme_id=self._free("programmes", wanted),
                named=bool(decision.row.get("named", True)),
                article_ids=(place.article_id,),
                **cells,
            )
            self.rows["programmes"].add(row)
        words = self.texts[place.article_id][place.start : place.end]
        mention = TABLES["programme_mentions"](
            place.article_id, row.programme_id, place.start, place.end, words
        )
        if not self._mentioned(mention):
            self.rows["programme_mentions"].add(mention)
        self.touched |= {"programmes", "programme_mentions"}
        return row

    def _mentioned(self, mention: Any) -> bool:
        same = (mention.programme_id, mention.start, mention.end)
        return any(
            (one.programme_id, one.start, one.end) == same
            for one in self.rows["programme_mentions"].where("article_id", mention.article_id)
        )

    def _free(self, table: str, wanted: str) -> str:
        name, n = wanted, 1
        while self.rows[table].by_key(name) is not None:
            n += 1
            name = f"{wanted}.{n}"
        return name

    def _line(self, place: Anchored) -> str:
        text = self.texts[place.article_id]
        start = max(text.rfind(mark, 0, place.start) + 1 for mark in (". ", "\n", "! ", "? "))
        ends = [at for mark in (". ", "\n", "! ", "? ") if (at := text.find(mark, place.end)) >= 0]
        return " ".join(text[start : min(ends, default=len(text) - 1) + 1].split())

    # -- taking away -----------------------------------------------------------------------------

    def remove(self, table: str, row: Any) -> None:
        """Take a row away; rows that point at it point at nothing, and mentions of a programme go too."""
        self.rows[table].remove(row)
        self.touched.add(table)
        key = next((c.name for c in columns(table) if c.key), None)
        if key is None:
            return
        gone = getattr(row, key)
        for other, held in self.rows.items():
            spec = next(
                (c for c in columns(other) if c.ref == table and not c.many and c.name == key), None
            )
            if spec is None or other == table:
                continue
            for one in held.where(key, gone):
                if spec.optional:
                    held.replace(one, dataclasses.replace(one, **{key: None}))
                else:
                    held.remove(one)
                self.touched.add(other)

    def finish(self) -> None:
        """Write the rows back, added ones where they belong: by article and place, or by identifier."""
        for table in self.touched:
            self.tables[table] = list(self.rows[table])
            if {"article_id", "start", "end"} <= {c.name for c in columns(table)}:
                self.tables[table].sort(key=lambda row: (row.article_id, row.start, row.end))
            else:
                key = next(c.name for c in columns(table) if c.key)
                self.tables[table].sort(key=lambda row: str(getattr(row, key)))


def _slug(name: str) -> str:
    plain = name.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "namnlos"
