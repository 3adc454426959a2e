"""Condenses a register of given names into ``pipeline/lexicon/given_names.tsv``.

usage: python models/train/given_names.py GIVEN_NAMES.csv TEXT.txt >
pipeline/lexicon/given_names.tsv

``GIVEN_NAMES.csv`` has the columns name, women, men (bearers; SCB). ``TEXT.txt`` is running Swedish
text, used to drop rare names that are ordinary words (Vi, Nu, Vara).
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

LEAST_BEARERS = (
    20  # below that the list grows fast and adds little: names of all origins are in by then
)
COMMON_FROM = 1000  # a name with so many bearers stays, though it is also a word (Hans, Bo, Liv)
WORD_FROM = 15  # lower-case occurrences that make a rare name a word
MOSTLY = 0.9  # share of one gender from which a name tells the pronoun


def main() -> None:
    lower = Counter(re.findall(r"\b[a-zåäöéü]+\b", Path(sys.argv[2]).read_text("utf-8")))
    groups: dict[tuple[str, str], list[str]] = {}
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name, women, men = row["name"], int(row["women"]), int(row["men"])
            total = women + men
            if total < LEAST_BEARERS or " " in name or len(name) < 2:
                continue
            if total < COMMON_FROM and lower[name.lower()] >= WORD_FROM:
                continue
            share = women / total
            gender = "woman" if share >= MOSTLY else "man" if share <= 1 - MOSTLY else "either"
            groups.setdefault((gender, name[0]), []).append(name)
    print("gender\tnames\texample")
    for (gender, _), names in sorted(groups.items()):
        names.sort()
        print(f"{gender}\t{'|'.join(names)}\t{names[0]} berättar om sin första tid i projektet.")


if __name__ == "__main__":
    main()
