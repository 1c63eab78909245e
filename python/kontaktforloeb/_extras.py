"""Optional libraries, each brought by an extra of its own."""

import importlib
from typing import Any

_EXTRAS = {
    "numpy": "synthetic",
    "pandas": "pandas",
    "polars": "polars",
    "pyarrow": "arrow",
    "matplotlib.dates": "plot",
    "matplotlib.pyplot": "plot",
    "matplotlib": "plot",
}


def need(module: str) -> Any:
    """Import an optional library, or say which extra brings it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library, extra = module.partition(".")[0], _EXTRAS[module]
        raise ImportError(f"{library} is not installed; pip install 'kontaktforloeb[{extra}]' brings it") from error
