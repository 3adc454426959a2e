"""Which web addresses may be fetched: http and https only, and never into private networks."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from pipeline.errors import ArticleError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked up and found fit: the connection goes to ``ip``, whatever DNS says later."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    ip: str


def is_address(source: str) -> bool:
    """True for what names a scheme, whichever: ``https://…``, ``ftp://…``, ``file:///…``."""
    scheme, separator, _ = source.partition("://")
    return (
        bool(separator) and scheme.isascii() and scheme.replace("+", "").replace("-", "").isalnum()
    )


def target(url: str, *, allow_private: bool = False) -> Target:
    """Look an address up. Raises ArticleError for other schemes, private and unknown hosts."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise ArticleError(
            url, f"is no web address ({error})", "copy it from the browser"
        ) from None
    if parts.scheme not in _PORTS:
        raise ArticleError(
            url,
            f"'{parts.scheme}' addresses are not fetched",
            "use http or https, or name the file itself",
        )
    if not parts.hostname:
        raise ArticleError(url, "names no host", "copy the whole address from the browser")
    if parts.username or parts.password:
        raise ArticleError(url, "holds a user name or password", "leave it out")
    try:
        host = parts.hostname.encode("idna").decode("ascii")
    except UnicodeError:
        raise ArticleError(url, "has no valid host name", "copy it from the browser") from None
    port = port or _PORTS[parts.scheme]
    ip = _lookup(url, host, port, allow_private)
    return Target(_plain(parts, host), parts.scheme, host, port, _path(parts), ip)


def _lookup(url: str, host: str, port: int, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(
            url, f"host not found ({reason})", "check the address and the network"
        ) from None
    ips = [str(entry[4][0]) for entry in found]
    if not allow_private:
        for ip in ips:
            if not _public(ip):
                raise ArticleError(
                    url,
                    f"leads to {ip}, an address inside a private network",
                    "use --allow-private if it is a server of your own",
                )
    return ips[0]


def _public(ip: str) -> bool:
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if mapped is not None:
        address = mapped
    if isinstance(address, ipaddress.IPv6Address) and address in ipaddress.ip_network(
        "64:ff9b::/96"
    ):
        return False
    return address.is_global and not address.is_multicast


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else path


def _plain(parts: SplitResult, host: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    if parts.port and parts.port != _PORTS[parts.scheme]:
        shown += f":{parts.port}"
    path, _, query = _path(parts).partition("?")
    return urlunsplit((parts.scheme, shown, path, query, ""))
