"""Fetching pages: politely (robots.txt, one request a second), within limits, and never into private networks."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from dataclasses import dataclass, field
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from pipeline import __version__
from pipeline.collect.addresses import Target, target
from pipeline.collect.convert import CONTENT_TYPES
from pipeline.collect.document import MEGABYTE, Raw
from pipeline.errors import ArticleError

AGENT = "insats"
_USER_AGENT = f"{AGENT}/{__version__} (collects articles for research; respects robots.txt)"
_REDIRECTS = (301, 302, 303, 307, 308)
_STATUS = {
    401: "asks for a login",
    402: "is behind a paywall",
    403: "refuses access",
    404: "does not exist (404)",
    410: "has been removed (410)",
    429: "refuses because of too many requests",
}


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Message
    body: bytes
    url: str


@dataclass
class Web:
    """A polite client. One instance keeps the robots.txt files and the pace of a run."""

    max_bytes: int = 30 * MEGABYTE
    timeout: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    pause: float = 1.0
    allow_private: bool = False
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Raw:
        """The document behind an address. Raises ArticleError (what is wrong, what to do)."""
        answer = self._follow(url)
        if answer.status != 200:
            what = _STATUS.get(answer.status, f"answers with status {answer.status}")
            remedy = "check the address in a browser"
            if answer.status in (401, 402, 403):
                remedy = "open it in a browser, save the page and add the file"
            elif answer.status == 429 or answer.status >= 500:
                remedy = "try again later"
            raise ArticleError(url, f"the page {what}", remedy)
        kind = answer.headers.get_content_type().lower()
        if kind not in CONTENT_TYPES and kind != "application/octet-stream":
            raise ArticleError(
                url, f"is {kind}, not a text", "name the address of the article itself"
            )
        path = unquote(urlsplit(answer.url).path)
        name = PurePosixPath(path).name or urlsplit(answer.url).hostname or "page"
        charset = answer.headers.get_content_charset()
        return Raw(
            origin=url,
            name=name,
            data=answer.body,
            content_type="" if kind == "application/octet-stream" else kind,
            charset=str(charset) if charset else None,
            url=answer.url,
        )

    def _follow(self, url: str) -> _Answer:
        """The answer at the end of the redirects; each step is looked up and judged anew."""
        seen: list[str] = []
        step = url
        while True:
            here = target(step, allow_private=self.allow_private)
            if not self._allowed(here):
                raise ArticleError(
                    url,
                    "the site's robots.txt asks not to be read",
                    "ask the publisher, or save the page",
                )
            answer = self._get(here, self.max_bytes)
            if answer.status not in _REDIRECTS:
                return answer
            seen.append(here.url)
            location = answer.headers.get("Location")
            if not location:
                raise ArticleError(url, "redirects to nowhere", "check the address in a browser")
            step = urljoin(here.url, location)
            if step in seen or len(seen) > self.redirects:
                raise ArticleError(
                    url, "redirects round and round", "check the address in a browser"
                )

    def _allowed(self, here: Target) -> bool:
        """What robots.txt says (RFC 9309): none there means yes, a server that fails means no."""
        site = f"{here.scheme}://{here.host}:{here.port}"
        if site not in self._robots:
            robots = target(f"{site}/robots.txt", allow_private=self.allow_private)
            answer: _Answer | None = None
            try:
                answer = self._get(robots, MEGABYTE // 2)
                for _ in range(self.redirects):
                    if answer.status not in _REDIRECTS or not answer.headers.get("Location"):
                        break
                    step = urljoin(answer.url, str(answer.headers["Location"]))
                    answer = self._get(
                        target(step, allow_private=self.allow_private), MEGABYTE // 2
                    )
            except ArticleError:
                answer = None  # no answer: the page itself will tell
            lines = []
            if answer is not None and answer.status >= 500:
                lines = ["User-agent: *", "Disallow: /"]
            elif answer is not None and answer.status == 200:
                lines = answer.body.decode("utf-8", "replace").splitlines()
            parser = RobotFileParser()
            parser.parse(lines)
            self._robots[site] = parser if lines else None
        rules = self._robots[site]
        return rules is None or rules.can_fetch(AGENT, here.url)

    def _wait(self, here: Target) -> None:
        """Never more than one request a second to a site, or as slowly as it asks for (at most 30 s)."""
        site = f"{here.scheme}://{here.host}:{here.port}"
        rules = self._robots.get(site)
        asked = rules.crawl_delay(AGENT) if rules is not None else None
        pause = max(self.pause, min(float(asked or 0), 30.0))
        left = self._last.get(site, 0.0) + pause - time.monotonic()
        if site in self._last and left > 0:
            time.sleep(left)
        self._last[site] = time.monotonic()

    def _get(self, here: Target, most: int) -> _Answer:
        self._wait(here)
        deadline = time.monotonic() + self.total_seconds
        connection = _connection(here, self.timeout)
        headers = {
            "User-Agent": _USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5",
            "Accept-Language": "sv,en;q=0.5",
            "Accept-Encoding": "gzip",
        }
        try:
            connection.request("GET", here.path, headers=headers)
            with connection.getresponse() as answer:
                moved = answer.status in _REDIRECTS
                body = b"" if moved else _read(here, answer, most, deadline)
                return _Answer(answer.status, answer.headers, body, here.url)
        except TimeoutError:
            raise ArticleError(
                here.url, f"no answer within {self.timeout:.0f} s", "try again later"
            ) from None
        except ssl.SSLError as error:
            raise ArticleError(
                here.url, f"no safe connection ({error.reason})", "save the page instead"
            ) from None
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            reason = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
            raise ArticleError(
                here.url, f"cannot be fetched ({reason})", "try again later"
            ) from None
        finally:
            connection.close()


def _read(here: Target, answer: http.client.HTTPResponse, most: int, deadline: float) -> bytes:
    """The body, unpacked, up to the limit: a page that unpacks without end is cut off."""
    too_large = ArticleError(here.url, f"is larger than {most / MEGABYTE:.0f} MB", "raise --max-mb")
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > most:
        raise too_large
    unpack = zlib.decompressobj(31) if answer.headers.get("Content-Encoding") == "gzip" else None
    pieces: list[bytes] = []
    size = 0
    while chunk := answer.read(65536):
        if time.monotonic() > deadline:
            raise TimeoutError
        piece = unpack.decompress(chunk, most + 1 - size) if unpack else chunk
        size += len(piece)
        if size > most or (unpack and unpack.unconsumed_tail):
            raise too_large
        pieces.append(piece)
    if length.isdigit() and not unpack and size < int(length):
        raise ArticleError(here.url, "broke off in the middle", "try again")
    return b"".join(pieces)


def _connection(here: Target, timeout: float) -> http.client.HTTPConnection:
    """A connection to the address that was judged, not to what the name may lead to by now."""
    if here.scheme == "http":
        return _Plain(here, timeout)
    return _Secure(here, timeout)


class _Plain(http.client.HTTPConnection):
    def __init__(self, here: Target, timeout: float) -> None:
        super().__init__(here.host, here.port, timeout=timeout)
        self._ip = here.ip

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)


class _Secure(http.client.HTTPSConnection):
    def __init__(self, here: Target, timeout: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(here.host, here.port, timeout=timeout, context=self._tls)
        self._ip = here.ip

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
