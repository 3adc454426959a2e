"""Shards of work → results in order: in this process, or in several local ones."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


def shards(items: Sequence[Work], size: int) -> list[Sequence[Work]]:
    """Consecutive runs of at most ``size`` items."""
    return [items[i : i + size] for i in range(0, len(items), size)]


def run(
    work: Sequence[Work],
    do: Callable[[Work], Result],
    workers: int,
) -> Iterator[Result]:
    """``do`` each piece of work; results come in the order of ``work``, whatever the number of workers.

    ``do`` and the work must be picklable where ``workers`` is more than 1.
    """
    if workers <= 1 or len(work) <= 1:
        yield from map(do, work)
        return
    # spawn: the same behaviour on every system, and no threads inherited half-alive.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(work)), mp_context=context) as pool:
        try:
            yield from pool.map(do, work)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
