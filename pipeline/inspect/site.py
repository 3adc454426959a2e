"""What one running site knows, and what every page of it needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette.utils.asgi import Request, Response

from pipeline.inspect import links
from pipeline.inspect.cells import shown
from pipeline.labels import Language, code_set, column_help, label
from pipeline.review.kept import ReviewFile
from pipeline.review.queue import Doubtful
from pipeline.tables import TABLES
from pipeline.views.facts import Facts
from pipeline.views.geography import place_name
from pipeline.views.numbers import number, percent_sure, told
from pipeline.views.queries import EVIDENCE

Answer = TypeVar("Answer")
LANGUAGE_COOKIE = "insats_language"
REVIEWER_COOKIE = "insats_reviewer"


@dataclass(frozen=True)
class Site:
    """One dataset being shown. ``review`` is None where decisions cannot be taken."""

    dataset: Path
    facts: Facts
    run: dict[str, Any]
    review: ReviewFile | None
    hosts: frozenset[str]
    password: str | None = field(default=None, repr=False)
    queues: dict[str, list[Doubtful]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Page:
    """One request to one of our pages."""

    datasette: Any
    request: Request
    site: Site

    @property
    def language(self) -> Language:
        """Swedish, unless English was chosen."""
        return "en" if self.request.cookies.get(LANGUAGE_COOKIE) == "en" else "sv"

    def arg(self, name: str) -> str | None:
        """One value of the address after the question mark; None where it is empty."""
        value = self.request.args.get(name)
        return str(value) if value else None

    def offset(self) -> int:
        """How many rows to leave out, from ``?fran=``."""
        try:
            return max(0, int(self.arg("fran") or 0))
        except ValueError:
            return 0

    async def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Run a question on the read-only database, off the event loop."""
        answer: Answer = await self.datasette.get_database(links.DATABASE).execute_fn(question)
        return answer

    async def show(self, template: str, context: dict[str, Any], status: int = 200) -> Response:
        """Render one of our templates."""
        everything = {**self.context(), **context, "ours": True}
        html = await self.datasette.render_template(template, everything, request=self.request)
        return Response.html(html, status=status)

    def context(self) -> dict[str, Any]:
        """What every template may use."""
        return context_for(self.site, self.language, self.request)


def context_for(site: Site, language: Language, request: Request | None) -> dict[str, Any]:
    """Labels, links and numbers for templates, ours and Datasette's alike."""

    def tr(sv: str, en: str) -> str:
        return sv if language == "sv" else en

    def named(kind: str, code: str | None) -> str:
        return label(kind, code, language)

    return {
        "site": site,
        "facts": site.facts,
        "language": language,
        "tr": tr,
        "label": named,
        "number": lambda value: number(value, language),
        "told": lambda row: told(row, language),
        "percent_sure": percent_sure,
        "place_name": place_name,
        "links": links,
        "capital": lambda words: words[:1].upper() + words[1:],
        "shown": shown,
        "is_table": TABLES.__contains__,
        "is_evidence": EVIDENCE.__contains__,
        "code_set": code_set,
        "column_help": column_help,
        "may_review": site.review is not None,
        "reviewer": "" if request is None else unquote(request.cookies.get(REVIEWER_COOKIE, "")),
        "here": request.full_path if request else "/",
    }
