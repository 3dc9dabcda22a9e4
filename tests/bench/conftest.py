"""The modules of the benchmark, which are scripts, under their names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
