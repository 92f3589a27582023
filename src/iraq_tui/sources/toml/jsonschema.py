"""The JSON Schema of the store format, for editors that complete and check TOML by one.

``python -m iraq_tui.sources.toml.jsonschema FILE`` writes it.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from iraq_tui.sources.toml.schema import ANY_ID, EVENT_ID, ClaimTable, DateText, StoreTable

_DATE = {
    "type": "string",
    "description": "EDTF in quotes, as 2024-01-25, 2023-10/.. or [2023-10-11..2023-10-20]",
}
_VALUE = {
    "description": "Typed by the aspect: a date, a quantity, an id, a list of ids, a status",
    "anyOf": [
        {"type": "string"},
        {"type": "number"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ],
}


def _hook(kind: type) -> dict[str, Any]:
    if kind is DateText:
        return _DATE
    raise NotImplementedError(kind)


def schema_text() -> str:
    """The schema as JSON text, the same for the same version of the format."""
    schema = msgspec.json.schema(StoreTable, schema_hook=_hook)
    tables = schema["$defs"]
    tables[ClaimTable.__name__]["properties"]["value"] = _VALUE
    tables["EventTable"]["properties"]["id"] |= {"pattern": f"^{EVENT_ID.pattern}$"}
    for name in ("reports", "actors", "places", "aspects"):
        tables["StoreTable"]["properties"][name]["propertyNames"] = {
            "pattern": f"^{ANY_ID.pattern}$"
        }
    titled = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "iraq-tui event store, format 1",
        **schema,
    }
    return json.dumps(titled, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
