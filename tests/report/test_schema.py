from __future__ import annotations

import jsonschema
import pytest

from hivetool.report.schema import COMMANDS, schema
from tests.shared import PROJECT


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_is_valid_and_names_its_document(command: str) -> None:
    found = schema(command)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"] == f"hivetool.{command}/1"
    if command not in ("dump", "find"):
        assert found["properties"]["schema"] == {"const": found["title"]}
        assert "schema" in found["required"]


def test_every_file_is_a_commands() -> None:
    files = (PROJECT / "hivetool" / "report" / "schemas").iterdir()
    assert sorted(path.name for path in files) == [f"{command}-1.json" for command in COMMANDS]
