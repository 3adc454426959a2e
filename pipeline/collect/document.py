"""What passes through collecting: bytes as received, and the articles they hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.article import Metadata

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in before a source counts as a mistake or an attack."""

    file_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 500 * MEGABYTE
    members: int = 50_000
    nesting: int = 3
    pdf_pages: int = 1_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what. None: found by its usual names."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as received: a file, a page of the web, a member of an archive."""

    origin: str  # what the user is told: path, address, archive!member
    name: str  # file name, for its ending and the article's identifier
    data: bytes
    content_type: str = ""
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article on its way into the corpus."""

    origin: str
    name: str  # suggests the identifier
    text: str
    meta: Metadata
    received: bytes  # what was received: its hash tells whether the article is there already
    suffix: str = (
        ""  # ending of the original to keep beside the article; empty: the text is all there is
    )
    letters: str = ""  # one letter for each paragraph, where the format tells the structure
    notes: tuple[str, ...] = ()  # repairs and losses the user should know of
    lost: tuple[str, ...] = ()  # paragraphs of the source that the text does not hold
    extra: dict[str, str] = field(
        default_factory=dict
    )  # front matter of the source that we do not know

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.received).hexdigest()


def slug(text: str, longest: int = 60) -> str:
    """``Så fick 12 jobb – på Öland!`` → ``sa-fick-12-jobb-pa-oland``; cut between words."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("æ", "ae"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", plain)
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > longest:
            break
        kept.append(word[:longest])
    return "-".join(kept)
