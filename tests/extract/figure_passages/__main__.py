"""Print scores of every file of passages; ``--errors`` lists those of the developing part."""

import sys

from tests.conftest import tag_text
from tests.extract.figure_passages import FOLDER, f1, measure, passages

for file in sorted(FOLDER.glob("*.txt"), key=lambda one: (len(one.name), one.name)):
    for part in ("develop", "measure"):
        counts, errors = measure(
            [one for one in passages(file) if one.measured == (part == "measure")], tag_text
        )
        if counts["gold"]:
            figures = f"found F1 {f1(counts, 'found'):.3f}, right {f1(counts, 'right'):.3f}"
            print(f"{file.stem} {part}: {counts['gold']} figures, {figures}", flush=True)
        if "--errors" in sys.argv and part == "develop":
            print(*errors, sep="\n")
