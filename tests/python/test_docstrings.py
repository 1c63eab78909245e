"""Docstrings name the parameters that there are, in their order, and say something of each."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
from numpydoc.docscrape import NumpyDocString

import kontaktforloeb as kf

STUB = Path(kf.__file__).with_name("_core.pyi")


def parameters(function: ast.FunctionDef) -> list[str]:
    arguments = function.args
    names = [a.arg for a in arguments.posonlyargs + arguments.args + arguments.kwonlyargs if a.arg != "self"]
    return names + ([f"**{arguments.kwarg.arg}"] if arguments.kwarg else [])


def documented() -> list[tuple[str, list[str], str]]:
    """Give every public callable of the stub with its parameters and its docstring."""
    found = []
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            found.append((node.name, parameters(node), getattr(kf, node.name).__doc__))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            kind = getattr(kf, node.name)
            for item in node.body:
                if not isinstance(item, ast.FunctionDef) or (
                    item.decorator_list[:1] and ast.unparse(item.decorator_list[0]) == "property"
                ):
                    continue
                if item.name == "__init__" and not item.args.vararg:
                    found.append((node.name, parameters(item), kind.__doc__))
                elif not item.name.startswith("_"):
                    found.append((f"{node.name}.{item.name}", parameters(item), getattr(kind, item.name).__doc__))
    return found


@pytest.mark.parametrize(("name", "names", "text"), documented(), ids=[name for name, _, _ in documented()])
def test_compiled(name: str, names: list[str], text: str) -> None:
    doc = NumpyDocString(inspect.cleandoc(text))
    assert doc["Summary"]
    told = [part.strip() for parameter in doc["Parameters"] for part in parameter.name.split(",")]
    assert sorted(told) == sorted(names)
    assert all(parameter.desc for parameter in doc["Parameters"])


def test_there_are_many() -> None:
    assert len(documented()) >= 30
