"""What a part of the pipeline depends on: the modules it imports, and the lexicons and weights these name.

Read off the source itself, so that nobody keeps a list: a changed lexicon makes stale what the modules that name
it give, and what is made of that, and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
_LEXICON = ROOT / "lexicon"
_FROM = re.compile(r"^\s*from (pipeline[\w.]*) import (?:\(([^)]*)\)|(.*))", re.MULTILINE)
_IMPORT = re.compile(r"^\s*import (pipeline[\w.]*)", re.MULTILINE)
_NAMED_FILE = re.compile(r'"([\w-]+\.\w{2,4})"')


def digest_of(*modules: str) -> str:
    """Hash of everything that decides what modules of the pipeline give, besides what they are given."""
    digest = hashlib.sha256()
    for name, content in hashes_of(*modules).items():
        digest.update(name.encode() + b"\0")
        digest.update(bytes.fromhex(content))
    return digest.hexdigest()


@cache
def hashes_of(*modules: str) -> dict[str, str]:
    """File below ``ROOT``, with ``/`` → hash of its content, for all that :func:`digest_of` looks at."""
    files = sorted(files_of(*modules))
    return {file.relative_to(ROOT).as_posix(): _hash(file).hex() for file in files}


@cache
def digest_of_everything() -> str:
    """Hash of all code and data files of the pipeline."""
    digest = hashlib.sha256()
    for file in sorted(ROOT.glob("**/*")):
        if file.suffix != ".pyc" and file.is_file():
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(_hash(file))
    return digest.hexdigest()


@cache
def files_of(*modules: str) -> frozenset[Path]:
    """The modules with all they import of the pipeline, directly or not, and the data files they name."""
    todo, seen, found = list(modules), set(), set()
    while todo:
        name = todo.pop()
        file = _file(name)
        if name in seen or file is None:
            continue
        seen.add(name)
        imported, data = _read(file)
        found |= {file, *data}
        todo += imported
        if name.count(".") > 1:  # importing a module runs the package it is in
            todo.append(name.rpartition(".")[0])
    return frozenset(found)


@cache
def _read(file: Path) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Modules that may be imported there, and the data files that stand between quotation marks."""
    source = file.read_text(encoding="utf-8")
    imported = _IMPORT.findall(source)
    for package, several, one in _FROM.findall(source):
        names = re.findall(r"\w+", re.sub(r"#.*| as \w+", "", several or one))
        imported += [package, *(f"{package}.{name}" for name in names)]
    folders = (_LEXICON, file.parent)
    named = (folder / name for name in _NAMED_FILE.findall(source) for folder in folders)
    return tuple(imported), tuple(path for path in named if path.is_file())


@cache
def _file(module: str) -> Path | None:
    """Where a module stands; None for what is no module of the pipeline, such as a class's name."""
    path = ROOT.joinpath(*module.split(".")[1:])
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if file.is_file():
            return file
    return None


@cache
def _hash(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
