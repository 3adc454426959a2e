"""What stands around every request: known host, password, same origin for writes, strict headers."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.inspect.site import Site

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# Datasette's pages about itself carry inline scripts of their own.
_DATASETTE = _STRICT.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
_LOCAL_CLIENTS = ("127.0.0.1", "::1")


def guard(app: App, site: Site) -> App:
    """The app behind the checks."""

    async def guarded(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refused = _refusal(scope, headers, site)
        if refused is not None:
            await _answer(send, *refused)
            return
        policy = _policy(scope["path"])

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"content-security-policy", policy.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"x-frame-options", b"DENY"),
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        await app(scope, receive, with_headers)

    return guarded


def _policy(path: str) -> str:
    return _DATASETTE if path.startswith("/-/") else _STRICT


def _refusal(scope: Scope, headers: dict[str, str], site: Site) -> tuple[int, str] | None:
    # A page elsewhere that resolves its own name to 127.0.0.1 must not read the site.
    name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    open_to_all = bool(site.hosts & {"0.0.0.0", "::"})
    if name not in site.hosts and not open_to_all:
        return 421, f"This site answers to {', '.join(sorted(site.hosts))} only."
    if site.password and not _password_fits(headers.get("authorization", ""), site.password):
        return 401, "Password needed (any user name)."
    if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
        return _write_refusal(scope, headers, site)
    return None


def _write_refusal(scope: Scope, headers: dict[str, str], site: Site) -> tuple[int, str] | None:
    client = (scope.get("client") or ("127.0.0.1", 0))[0]
    if client not in _LOCAL_CLIENTS and not site.password:
        return 403, "Decisions are taken on the machine that runs the site."
    origin = headers.get("origin")
    if origin and urlsplit(origin).netloc != headers.get("host"):
        return 403, "The form came from another site."
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "The form came from another site."
    return None


def _password_fits(authorization: str, password: str) -> bool:
    kind, _, coded = authorization.partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        given = base64.b64decode(coded, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return False
    return hmac.compare_digest(given.encode(), password.encode())


async def _answer(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="insats", charset="UTF-8"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": (words + "\n").encode()})
