"""Stub."""
def link_programmes(tagged, mentions, places):
    return ()
def link_to_programme(tagged, span, programmes, mentions):
    return None
