"""spaCy without its command line and its tokenizer: a third of the time it takes to be ready goes to them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_UNCUT = "insats.Uncut.v1"


def load(folder: Path) -> Language:
    """The pipeline in ``folder``, for documents made of words: its tokenizer cuts at spaces alone."""
    spacy = _spacy()
    if _UNCUT not in spacy.registry.tokenizers:
        spacy.registry.tokenizers.register(_UNCUT, func=_uncut)
    nlp: Language = spacy.load(
        folder, exclude=["tokenizer"], config={"nlp.tokenizer": {"@tokenizers": _UNCUT}}
    )
    return nlp


def _spacy() -> Any:
    """spaCy, imported with a stand-in for ``spacy.cli``, which it needs for ``spacy.info()`` alone.

    The stand-in is gone afterwards: whoever imports ``spacy.cli`` gets it.
    """
    if "spacy" not in sys.modules:
        names = "spacy.cli", "spacy.cli.info"
        package, module = (ModuleType(name) for name in names)
        module.info = _info  # type: ignore[attr-defined]
        sys.modules.update(zip(names, (package, module), strict=True))
        try:
            import spacy
        finally:
            for name in names:
                del sys.modules[name]
    import spacy

    return spacy


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)


def _uncut() -> Callable[[Language], Any]:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    return lambda nlp: Tokenizer(nlp.vocab)
