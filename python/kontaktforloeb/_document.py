"""Course documents, as `json` and YAML libraries give them, as text."""

import datetime
import decimal
import json
from typing import Any

__all__ = ["to_text"]


def to_text(document: Any) -> str:
    """Write a document as JSON; days that a YAML library has read become text again."""
    if not isinstance(document, dict):
        raise TypeError(f"document: expected a dict, got {type(document).__name__}")
    return json.dumps(document, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str | float:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        # As text if a float would not say the same; text is no number of hours, and the fault shows it.
        return float(value) if decimal.Decimal(repr(float(value))) == value else str(value)
    kind = type(value)
    raise TypeError(f"document: a {kind.__module__}.{kind.__qualname__} cannot stand in a course document")
