"""How the shipped Swedish models are made: read the corpora, augment, train, evaluate."""
