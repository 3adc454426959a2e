"""insats: Swedish news and municipal pages about labour-market work → one dataset with evidence."""

__version__ = "0.1.0"
