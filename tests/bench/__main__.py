"""``make bench``: the claims about speed, each with its limit. Exit status 1 where one is missed."""

from __future__ import annotations

import argparse
import os

from tests.bench.incremental import claims


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="size of the synthetic corpus")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    found = claims(arguments.articles, arguments.workers)
    raise SystemExit(0 if all(claim.kept for claim in found) else 1)


if __name__ == "__main__":
    main()
