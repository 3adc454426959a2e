"""Growing the corpus: any source in, as text with front matter. ``insats add`` and ``insats corpus``."""

from pipeline.collect.add import Options, Outcome, Status, add
from pipeline.collect.document import MEGABYTE, Columns, Limits
from pipeline.collect.web import Web

__all__ = ["MEGABYTE", "Columns", "Limits", "Options", "Outcome", "Status", "Web", "add"]
