"""ZIP files, read member by member in memory: nothing is unpacked to disk, and bombs are told before they go off."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from pipeline.collect.document import MEGABYTE, Limits, Raw
from pipeline.errors import ArticleError

_MAX_RATIO = 200
_ODD = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def safe_zip(raw: Raw, limits: Limits) -> zipfile.ZipFile:
    """The archive, opened, after its table of contents was found sane. Raises ArticleError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw.data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ArticleError(raw.origin, f"broken ZIP file ({error})", "download it again") from None
    members = archive.infolist()
    if len(members) > limits.members:
        raise ArticleError(
            raw.origin,
            f"{len(members)} files in one archive",
            f"split it: at most {limits.members}",
        )
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise ArticleError(
            raw.origin,
            f"unpacks to {total / MEGABYTE:.0f} MB, which looks like a ZIP bomb",
            f"add its files in parts of at most {limits.unpacked_bytes // MEGABYTE} MB",
        )
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > 10 * MEGABYTE and ratio > _MAX_RATIO:
            raise ArticleError(
                raw.origin,
                f"'{member.filename}' is packed {ratio:.0f} times smaller, which looks like a ZIP bomb",
                "unpack it yourself, if you trust it, and add the files",
            )
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, raw: Raw) -> bytes:
    """The bytes of a member, never more than its table of contents promised."""
    where = f"{raw.origin}!{member.filename}"
    if member.flag_bits & 1:
        raise ArticleError(where, "is locked with a password", "unpack it and add the files")
    try:
        with archive.open(member) as file:
            data = file.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise ArticleError(
            where, f"cannot be unpacked ({error})", "download the archive again"
        ) from None
    if len(data) > member.file_size:
        raise ArticleError(where, "is larger than it claims: a ZIP bomb", "do not use this archive")
    return data


def zip_members(raw: Raw, limits: Limits) -> Iterator[Raw | ArticleError]:
    """Every file of an archive, in the order of their names."""
    with safe_zip(raw, limits) as archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            name = member.filename.replace("\\", "/")
            if member.is_dir() or any(odd in name for odd in _ODD):
                continue
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
                yield ArticleError(
                    f"{raw.origin}!{name}", "points outside the archive", "rename it in the archive"
                )
                continue
            if any(part.startswith(".") for part in path.parts):
                continue
            try:
                data = read_member(archive, member, raw)
            except ArticleError as error:
                yield error
                continue
            yield replace(
                raw, origin=f"{raw.origin}!{name}", name=path.name, data=data, content_type=""
            )
