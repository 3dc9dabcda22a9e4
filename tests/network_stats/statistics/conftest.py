"""The networks that statistics are tried on, for tests to import as `classics`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
