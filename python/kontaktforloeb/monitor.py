"""The program ``python -m kontaktforloeb.monitor``: the measures of a Parquet file; in Python `kf.monitor`."""

import sys
from typing import Any

from ._monitoring import monitor
from ._monitoring.command import main

if __name__ == "__main__":
    sys.exit(main())
else:
    # Python binds a module that is imported to its name in the package, where the function of that name must stay.
    modules: dict[str, Any] = sys.modules
    modules[__name__] = monitor
