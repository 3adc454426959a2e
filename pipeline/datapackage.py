"""The Data Package (v2) descriptor of a dataset: schemas, vocabularies and keys, from the table definitions."""

from __future__ import annotations

from typing import Any

from pipeline.database import references
from pipeline.tables import DATASET_VERSION, TABLES, Column, columns

_SCHEMA = {str: "string", int: "integer", float: "number", bool: "boolean"}


def datapackage() -> dict[str, Any]:
    """The descriptor; the tables are its CSV files."""
    resources: list[dict[str, Any]] = []
    for table, row_type in TABLES.items():
        schema: dict[str, Any] = {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(column) for column in columns(table)],
            "missingValues": [""],
        }
        if keys := [column.name for column in columns(table) if column.key]:
            schema["primaryKey"] = keys
        if found := references(table):
            schema["foreignKeys"] = [
                {"fields": [c.name], "reference": {"resource": other, "fields": [key]}}
                for c, other, key in found
            ]
        resources.append(
            {
                "name": table.replace("_", "-"),
                "title": (row_type.__doc__ or table).strip(),
                "path": f"tables/{table}.csv",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema,
            }
        )
    for resource in resources:
        for foreign in resource["schema"].get("foreignKeys", ()):
            foreign["reference"]["resource"] = foreign["reference"]["resource"].replace("_", "-")
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "insats",
        "title": "Labour-market programmes in Swedish municipalities, as articles tell of them",
        "version": DATASET_VERSION,
        "resources": resources,
    }


def _field(column: Column) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "name": column.name,
        "type": "array" if column.many else _SCHEMA[column.type],
        "description": column.doc,
    }
    constraints: dict[str, Any] = {}
    if not column.optional:
        constraints["required"] = True
    if column.key:
        constraints["unique"] = True
    if column.codes and not column.many:
        spec["categories"] = list(column.codes)
        constraints["enum"] = list(column.codes)
    if constraints:
        spec["constraints"] = constraints
    return spec
