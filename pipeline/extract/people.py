"""Stub."""
def find(tagged):
    return iter(())
