"""Municipalities, counties, localities and city districts named in an article."""

from pipeline.extract.places.find import find

__all__ = ["find"]
