"""Our build and our preview of any site, as `invoke` runs them: `ours.py build|serve FILE [PORT]`.

Like them, it starts from `tasks.py`, with all that importing it takes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import tasks

tasks._plugins()

if __name__ == "__main__":
    task, name, *port = sys.argv[1:]
    file = Path(name).resolve()
    if task == "serve":
        from pelican.plugins.build.serve import run_serve

        sys.exit(run_serve(file, int(port[0])))
    from pelican.plugins.build.command import run_build

    sys.exit(run_build(file))
