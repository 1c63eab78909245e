"""GoRules' zen-engine: one JSON decision model a question, loaded and compiled once, evaluated in one batch.

The models are graphs of expressions, its fastest nodes. Days are numbers, because comparing texts of days costs more.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import zen

from . import law
from .workloads import Answers

NAME = "zen-engine"
MODE = "`ZenEngine.evaluate_batch` with a static loader"

_FOLDER = Path(__file__).resolve().parent
_MODELS = {name: json.loads((_FOLDER / f"zen_{name}.json").read_text("utf-8")) for name in ("programme", "trial")}
ENGINE = zen.ZenEngine({"loader": {"type": "static", "content": _MODELS}})


def numbered(kind: pa.DataType) -> pa.DataType:
    """Give a type with days as numbers."""
    if pa.types.is_date32(kind):
        return pa.int32()
    if pa.types.is_list(kind):
        return pa.list_(numbered(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, numbered(field.type)) for field in kind])
    return kind


def requests(table: pa.Table, key: str) -> list[dict[str, Any]]:
    schema = pa.schema([(field.name, numbered(field.type)) for field in table.schema])
    return [{"key": key, "context": row} for row in table.cast(schema).to_pylist()]


def prepare_programme(table: pa.Table) -> list[dict[str, Any]]:
    return requests(table.select(["registered", "window_end", "meetings"]), "programme")


def prepare_trial(table: pa.Table) -> list[dict[str, Any]]:
    return requests(table.select(["insurance", "registered", "benefit", "meetings", "events"]), "trial")


def answers(batch: list[dict[str, Any]], *names: str) -> Answers:
    results = [item["data"]["result"] for item in ENGINE.evaluate_batch(batch)]
    return {name: np.array([result[name] for result in results], np.int32) for name in names}


def programme(batch: list[dict[str, Any]]) -> Answers:
    return answers(batch, *law.KINDS, "merging")


def trial(batch: list[dict[str, Any]]) -> Answers:
    return answers(batch, "verdict", "last_day")


def single(table: pa.Table) -> Any:
    """Make a call that evaluates one course, a dictionary."""
    decision = ENGINE.get_decision("trial")
    context = prepare_trial(table)[0]["context"]
    return lambda: decision.evaluate(context)["result"]["verdict"]
