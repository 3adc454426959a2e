"""How sure a row is: reasons for doubt that a row itself shows, each with its weight measured on gold.

The confidence of a row is the share of rows like it that were right on the gold articles the weights were
fitted on (see docs/inspecting.md). ``insats review calibrate`` fits them anew.
"""

from __future__ import annotations

import itertools
import math
import sqlite3
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon.load import load
from pipeline.tables import columns
from pipeline.views_rows import Row, rows
