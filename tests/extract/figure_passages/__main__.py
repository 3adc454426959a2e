"""Print scores and errors of every file of passages."""

from tests.conftest import tag_text
from tests.extract.figure_passages import FOLDER, f1, measure

for file in sorted(FOLDER.glob("*.txt")):
    counts, errors = measure(file, tag_text)
    print(
        f"{file.name}: {counts['gold']} figures, found F1 {f1(counts, 'found'):.3f}, right {f1(counts, 'right'):.3f}"
    )
    print(*errors, sep="\n")
