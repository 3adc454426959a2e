"""The Datasette plugin: routes, template variables, links in cells, and the guard around every request.

It does nothing for a Datasette that :func:`attach` was not called on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import datasette.handle_exception as default_errors
from datasette import hookimpl
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from pipeline.inspect import links
from pipeline.inspect.guard import guard
from pipeline.inspect.pages import ROUTES
from pipeline.inspect.site import LANGUAGE_COOKIE, Page, Site, context_for
from pipeline.views.queries import EVIDENCE

Hook = TypeVar("Hook", bound=Callable[..., Any])

_sites: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()


def _hook(function: Hook) -> Hook:
    """Mark a function as a Datasette hook."""
    return cast(Hook, hookimpl(function))


def attach(datasette: Any, site: Site) -> None:
    """Make a Datasette show our pages over its database."""
    _sites[datasette] = site


@_hook
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages; they stand before Datasette's own."""
    site = _sites.get(datasette)
    if site is None:
        return []
    return [(regex, _view(site, show)) for regex, show in ROUTES]


def _view(site: Site, show: Callable[[Page], Any]) -> Callable[..., Any]:
    async def view(datasette: Any, request: Request) -> Any:
        return await show(Page(datasette, request, site))

    return view


@_hook
def extra_template_vars(datasette: Any, request: Request | None) -> dict[str, Any]:
    """Labels and links also for Datasette's own pages."""
    site = _sites.get(datasette)
    if site is None:
        return {}
    english = request is not None and request.cookies.get(LANGUAGE_COOKIE) == "en"
    return context_for(site, "en" if english else "sv", request)


@_hook
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Check the host, the password and the origin; set headers that keep scripts out."""
    site = _sites.get(datasette)
    if site is None:
        return lambda app: app
    return lambda app: guard(app, site)


@_hook
def handle_exception(datasette: Any, request: Request, exception: Exception) -> Any:
    """One page that says what went wrong; the traceback goes to the log, without its local values."""
    site = _sites.get(datasette)
    if site is None:
        return default_errors.handle_exception(datasette, request, exception)

    async def answer() -> Response:
        status = int(getattr(exception, "status", 500))
        message = str(getattr(exception, "message", "") or exception)
        if status >= 500:
            traceback.print_exception(exception, limit=-8)
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "status": status, "error": message}, status=status)
        page = Page(datasette, request, site)
        return await page.show("problem.html", {"status": status, "error": message}, status=status)

    return answer


@_hook
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Any:
    """One click from any cell that names a row, an article, a programme or a place to its page."""
    if _sites.get(datasette) is None or value is None or table is None:
        return None
    shown = value.get("label") if isinstance(value, dict) else value
    target = _target(row, _plain(value), column, table)
    if target is None:
        return None
    return Markup('<a href="{}">{}</a>').format(target, shown)


def _plain(value: Any) -> Any:
    """The key itself, where Datasette gives a foreign key with its label."""
    return value.get("value") if isinstance(value, dict) else value


def _target(row: Any, value: Any, column: str, table: str) -> str | None:
    if not isinstance(value, str):
        return None
    if column == "text" and table in EVIDENCE:
        try:
            return links.evidence_link(table, {name: _plain(row[name]) for name in row.keys()})  # noqa: SIM118
        except (KeyError, IndexError):
            return None
    if column == "article_id" and table != "texts":
        return links.article_link(value)
    if column == "programme_id":
        return links.programme_link(value)
    if column in ("code", "municipality_code", "place_code") and value.isdigit():
        return links.place_link(value)
    if column in ("figure_id", "quote_id", "factor_id", "place_id", "person_id"):
        owner = {"figure_id": "figures", "quote_id": "quotes", "factor_id": "success_factors"}
        return links.path(
            "rad", owner.get(column, "places" if column == "place_id" else "people"), value
        )
    return None
