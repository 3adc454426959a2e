"""Newsletters of coordination bodies."""

from __future__ import annotations

import re

from pipeline.article import TaggedArticle

_ASSOCIATION = re.compile(
    r"(?:\b(?:Samordningsförbundet|Finsam)|^Förbundet(?= i ))[ \u00a0](?:i )?"
    r"(?:(?:norra|södra|östra|västra) )?[A-ZÅÄÖ][\w–-]+"
    r"(?:(?: och |, | )[A-ZÅÄÖ][\w–-]+){0,3}|(?:[A-ZÅÄÖ][\w–-]+ )(?:läns )?samordningsförbund\b"
)
# A sentence of the article itself, not its head or foot.
_PROSE = re.compile(r"^.{60,}[.!?]$|^[–-] .|\b(?:säger|träffa|tillsammans med|driver)\b")
_NEWSLETTER_HEAD = 400  # characters
_GRANT = re.compile(
    r"\d (?:kronor|kr)\b|\bför projekt"
)  # a line that tells what a body got, or gives to


def newsletter_association(tagged: TaggedArticle) -> str | None:
    """The coordination body whose newsletter or page this is: its name stands at the top or is the publisher."""
    head, tail = tagged.text[:_NEWSLETTER_HEAD], tagged.text[-_NEWSLETTER_HEAD:]
    lines = [
        line
        for line in (*head.splitlines(), *tail.splitlines())
        if not _GRANT.search(line) and not _PROSE.search(line.strip())
    ]
    for text in (tagged.article.meta.publisher or "", *lines):
        match = _ASSOCIATION.search(text)
        if match:
            return match[0]
    return None
