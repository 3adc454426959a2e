"""A local web server that serves the made-up pages, and misbehaves where asked to."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.collect import made

_BOMB = gzip.compress(b"a" * 5_000_000)


class Handler(BaseHTTPRequestHandler):
    """``/pages/NAME`` are the pages; the rest is one misbehaviour each."""

    requests: list[tuple[str, float]]
    robots = b"User-agent: *\nDisallow: /hemligt\n"
    robots_status = 200

    def do_GET(self) -> None:
        type(self).requests.append((self.path, time.monotonic()))
        path = self.path.partition("?")[0]
        if path == "/robots.txt":
            self._send(self.robots, "text/plain", self.robots_status)
        elif path.startswith("/pages/"):
            self._send(made.page(path.removeprefix("/pages/")), "text/html; charset=utf-8")
        elif path == "/latin1":
            self._send(made.page("episerver"), "text/html; charset=iso-8859-1")
        elif path == "/hemligt":
            self._send(made.page("local-news"), "text/html")
        elif path == "/rapport.pdf":
            self._send(made.article_pdf(), "application/pdf")
        elif path == "/saknad.pdf":
            self._send(made.page("cookie-wall"), "text/html")
        elif path == "/flyttad":
            self._redirect("/pages/wordpress")
        elif path == "/runt":
            self._redirect("/runt2")
        elif path == "/runt2":
            self._redirect("/runt")
        elif path == "/till-fil":
            self._redirect("file:///etc/passwd")
        elif path == "/till-privat":
            self._redirect("http://10.0.0.1/")
        elif path == "/bild":
            self._send(b"\x89PNG", "image/png")
        elif path == "/stor":
            self._send(b"<html>" + b"a" * 300_000, "text/html")
        elif path == "/gzip":
            self._send(gzip.compress(made.page("wordpress")), "text/html", encoding="gzip")
        elif path == "/bomb":
            self._send(_BOMB, "text/html", encoding="gzip")
        elif path == "/seg":
            time.sleep(3)
        elif path == "/avbruten":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<html>")
        elif path == "/inloggning":
            self._send(b"", "text/html", 403)
        else:
            self._send(b"<html>borta</html>", "text/html", 404)

    def _send(self, body: bytes, kind: str, status: int = 200, encoding: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving(**changes: object) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """The server's address, and the requests it gets (path, time)."""
    requests: list[tuple[str, float]] = []
    handler = type("Own", (Handler,), {"requests": requests, **changes})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
