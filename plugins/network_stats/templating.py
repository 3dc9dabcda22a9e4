"""The plugin's templates: every text put in them is escaped, and made safe."""

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from . import svg


@cache
def load_template(name: str) -> jinja2.Template:
    """Return a template of the folder `templates`."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
    )
    return environment.get_template(name)


def _finalize(value: object) -> object:
    """Return a value as templates print it: plain text loses what no page should hold."""
    return svg.safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value
