"""The dataset in the browser: a Datasette site with pages of our own, on the local machine."""

from pipeline.inspect.server import make_datasette, serve

__all__ = ["make_datasette", "serve"]
