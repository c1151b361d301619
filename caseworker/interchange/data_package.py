# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The description of exported files that other programs read: a Frictionless data package."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from caseworker.interchange.export_columns import Field, Kind
from caseworker.interchange.problems import WrongUse
from caseworker.vocabulary.closed_lists import FileForm

NAME = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DIALECTS: dict[FileForm, dict[str, Any]] = {
    FileForm.CSV: {"delimiter": ";", "header": True},
    FileForm.XLSX: {"sheetName": "decisions", "header": True},
}
_TYPES = {
    Kind.TEXT: "string",
    Kind.OPTION: "string",
    Kind.NUMBER: "number",
    Kind.COUNT: "integer",
    Kind.DATE: "date",
    Kind.TRUTH: "boolean",
}
_MEDIA = {
    FileForm.CSV: "text/csv",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.PARQUET: "application/vnd.apache.parquet",
    FileForm.JSON_LINES: "application/jsonl",
}


def describe(folder: Path, file: str, form: FileForm, fields: Sequence[Field], note: str) -> Path:
    """The file `datapackage.json` in the folder, which now describes the export `file` too.

    What it says of other files stays. Raises WrongUse where something else stands under that name.
    """
    path = folder / NAME
    package = _standing(path)
    resources = [each for each in package["resources"] if each.get("path") != file]
    package["resources"] = [*resources, _resource(file, form, fields, note)]
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def check_free(folder: Path) -> None:
    """Nothing; raises WrongUse where the folder has a `datapackage.json` that is none."""
    _standing(folder / NAME)


def _standing(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"$schema": _PROFILE, "name": "decisions", "resources": []}
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        package = None
    listed = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(package, dict) or not isinstance(listed, list) or not all(isinstance(r, dict) for r in listed):
        raise WrongUse("“%(path)s” stands there and is not a data package. Export into another folder.", path=path)
    return package


def _resource(file: str, form: FileForm, fields: Sequence[Field], note: str) -> dict[str, Any]:
    resource = {
        "name": "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in file.casefold()),
        "path": file,
        "format": form.value,
        "mediatype": _MEDIA[form],
        "description": note,
        "dialect": _DIALECTS.get(form),
        "schema": {
            "fields": [_field(field, form) for field in fields],
            "primaryKey": ["system", "recommendation_id"],
            "missingValues": [""],
        },
    }
    if form in (FileForm.CSV, FileForm.JSON_LINES):
        resource["encoding"] = "utf-8"
    return {name: value for name, value in resource.items() if value}


def _field(field: Field, form: FileForm) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": _TYPES[field.kind], "description": field.meaning}
    if field.kind is Kind.OPTION and form in (FileForm.XLSX, FileForm.JSON_LINES):
        described["type"] = "any"
    if field.kind is Kind.NUMBER and form is FileForm.CSV:
        described["decimalChar"] = ","
    if field.kind is Kind.TRUTH and form in (FileForm.CSV, FileForm.XLSX):
        described |= {"trueValues": ["yes"], "falseValues": ["no"]}
    return described
