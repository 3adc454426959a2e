"""``make bench``: the claims about speed, each with its limit. Exit status 1 where one is missed."""

from __future__ import annotations

import argparse

from tests.bench import site
from tests.bench.incremental import claims


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="size of the synthetic corpus")
    parser.add_argument("--real", type=int, default=800, help="how many of them are extracted")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--site", type=int, default=20_000, help="articles that the site shows")
    arguments = parser.parse_args()
    found = claims(arguments.articles, arguments.real, arguments.workers)
    quick = site.main(arguments.site)
    raise SystemExit(0 if quick and all(claim.kept for claim in found) else 1)


if __name__ == "__main__":
    main()
