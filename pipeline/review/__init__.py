"""Reviewers' decisions: kept in ``review.jsonl``, found again in changed texts, applied in every run."""

from pipeline.review.apply import apply_decisions
from pipeline.review.decisions import REVIEW_FILE, Decision, append, read_decisions

__all__ = ["REVIEW_FILE", "Decision", "append", "apply_decisions", "read_decisions"]
