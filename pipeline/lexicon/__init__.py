"""The linguistic configuration: words in TSV files, loaded as typed, checked entries."""
