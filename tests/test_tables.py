"""The table definitions and the page that describes them."""

from pathlib import Path

import pytest

from pipeline.tables import TABLES, columns, markdown

ROOT = Path(__file__).parent.parent


def test_documentation_shows_the_tables_as_they_are():
    page = (ROOT / "docs" / "DATASET.md").read_text(encoding="utf-8")
    assert markdown() in page, (
        "docs/DATASET.md: paste the output of pipeline.tables.markdown() there"
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_names_a_table_with_a_key(table):
    for column in columns(table):
        assert column.doc
        assert column.sv
        if column.ref:
            assert any(other.key for other in columns(column.ref))


def test_rows_with_positions_have_all_three_columns():
    for table in TABLES:
        names = {column.name for column in columns(table)}
        assert not ({"start", "end"} & names) or {"start", "end", "text"} <= names
