"""``make screenshots``: pictures of the site for the README, wide and narrow, light and dark."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.inspect.browser import driver, look, served

WIDE, NARROW = (1280, 900), (390, 844)


def _views(dataset: Path) -> list[tuple[str, str, tuple[int, int], bool]]:
    """Name, address, size, dark: pages of the article and programme that have the most to show."""
    import pipeline
    from pipeline.inspect.links import article_link, programme_link

    data = pipeline.load(dataset)
    article = data.figures["article_id"].value_counts().index[0]
    programme = data.figures["programme_id"].dropna().value_counts().index[0]
    return [
        ("start", "/", WIDE, False),
        ("article", article_link(article), WIDE, False),
        ("article-dark", article_link(article), NARROW, True),
        ("programme", programme_link(programme), WIDE, False),
        ("factors", "/faktorer", WIDE, False),
        ("factors-narrow", "/faktorer", NARROW, True),
        ("map", "/karta", WIDE, False),
        ("gaps", "/karta?visa=luckor", NARROW, True),
        ("queue", "/granska", WIDE, False),
        ("table", "/dataset/figures", WIDE, False),
    ]


def main() -> None:
    """Parse and take the pictures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.inspect.screenshots", description=__doc__
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with served(arguments.dataset) as address, driver() as browser:
        for name, path, size, dark in _views(arguments.dataset):
            look(browser, *size, dark=dark)
            browser.get(address + path)
            time.sleep(0.5)
            browser.save_screenshot(str(arguments.out / f"{name}.png"))
            print(arguments.out / f"{name}.png")


if __name__ == "__main__":
    main()
