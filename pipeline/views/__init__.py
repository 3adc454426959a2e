"""Answers drawn from a dataset: what pages and reports show. Reads SQLite, knows nothing of the web."""
