"""Print scores of every file; errors are not listed, so that nothing is written or learned on them."""

from models.train.factor_markup import marked_articles
from tests.conftest import tag_text
from tests.extract.factor_passages import FOLDER, measure

every = list(marked_articles(FOLDER))
files = sorted({one.name.partition(":")[0] for one in every})
for file, chosen in [
    *((file, [one for one in every if one.name.startswith(f"{file}:")]) for file in files),
    ("all", every),
]:
    tally = measure(chosen, tag_text)
    print(
        f"{file:<16}{len(chosen):>4} articles {tally.gold:>5} factors  P {tally.precision:.3f} "
        f"R {tally.recall:.3f} F1 {tally.f1:.3f}"
    )
