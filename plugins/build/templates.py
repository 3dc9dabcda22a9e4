"""Templates and their strings: rendering, and a digest of each with all that it includes."""

import gettext
import io
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .digest import digest
from .problems import BuildFailed, Problem, nearest
from .store import Store

if TYPE_CHECKING:
    import jinja2

_CLASS = re.compile(r"'[\w.]+\.(\w+) object'")
_REFERENCE = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\s+([^%]*)")
_PO_LINE = re.compile(
    r"""\s*(?:\#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s*)?"(?:[^"\\]|\\.)*")?\s*"""
)
_BLOCK = (
    "article|aside|blockquote|body|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    "h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|option|p|script|section|summary|"
    "table|tbody|td|th|thead|title|tr|ul"
)
_INDENT = re.compile(rf"^(?<![%#]}}\n)[ \t]+|^[ \t]+(?=</?(?:{_BLOCK})\b)", re.MULTILINE)
_SPACE = re.compile(r"^[ \t]+", re.MULTILINE)
PO_HINT = 'Expected msgid "…", msgstr "…", a further text in quotes, or a comment after #.'
_NAMED = re.compile(
    r"""[\[(]?(?:\s*["'][^"']+["'],?)+\s*[\])]?\s*(?:(?:ignore|with|without|import|as)\b|-?$)"""
)
_LITERAL = re.compile(r"""["']([^"']+)["']""")


def outdent(text: str) -> str:
    """Return a template whose lines begin at the margin.

    The line break after a statement goes: what stands in a line keeps a space there.
    """
    return _SPACE.sub(" ", _INDENT.sub("", text))


class Templates:
    """The templates of a theme, found in the first of `folders` that has them."""

    def __init__(self, folders: Sequence[Path], root: Path, bytecode: Path | None = None) -> None:
        self.folders, self.root, self.bytecode = folders, root, bytecode
        self._digests: dict[str, bytes] = {}

    def find(self, name: str) -> Path | None:
        """Return the file of a template, or `None`."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def digest(self, name: str) -> bytes:
        """Return the digest of a template and of every template that it reaches."""
        if name not in self._digests:
            sources: dict[str, bytes] = {}
            self._reach(name, sources)
            self._digests[name] = digest(
                *(part for key in sorted(sources) for part in (key, sources[key]))
            )
        return self._digests[name]

    def _reach(self, name: str, sources: dict[str, bytes]) -> None:
        path = self.find(name)
        if name in sources or path is None:
            return
        data = path.read_bytes()
        sources[name] = data
        for expression in _REFERENCE.findall(data.decode("utf-8", "replace")):
            names = _LITERAL.findall(expression) if _NAMED.match(expression) else self._all()
            for reference in names:  # one that is computed may be any of them
                self._reach(reference, sources)

    def _all(self) -> list[str]:
        return sorted(
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in folder.rglob("*.html")
        )

    @cached_property
    def environment(self) -> "jinja2.Environment":
        """The Jinja environment: autoescape on, undefined names refused."""
        import jinja2  # noqa: PLC0415 - a build that renders nothing does without

        if self.bytecode:
            self.bytecode.mkdir(parents=True, exist_ok=True)
        return jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=jinja2.FileSystemBytecodeCache(str(self.bytecode))
            if self.bytecode
            else None,
        )

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """Return a template without its indents, which no page needs, and its file."""
        path = self.find(name)
        return (outdent(path.read_text("utf-8")), str(path), None) if path else None

    def render(self, name: str, **context: object) -> str:
        """Return a template filled in; raises `BuildFailed` with the template's path and line."""
        try:
            return self.environment.get_template(name).render(**context)
        except Exception as error:
            raise BuildFailed([self._problem(name, error, context)]) from error

    def _problem(self, name: str, error: Exception, context: dict[str, Any]) -> Problem:
        import jinja2  # noqa: PLC0415

        view = context.get("view")
        hint = f"While rendering /{view.url}." if view is not None else ""
        path, line, message = self.find(name), 0, f"{type(error).__name__}: {error}"
        step = error.__traceback__
        while step is not None:
            file = Path(step.tb_frame.f_code.co_filename)
            if any(file.is_relative_to(folder) for folder in self.folders):
                path, line = file, step.tb_lineno
            step = step.tb_next
        if isinstance(error, jinja2.TemplateSyntaxError):
            path, line, message = Path(error.filename or name), error.lineno, f"{error.message}"
        elif isinstance(error, jinja2.TemplateNotFound):
            message = f"there is no template {error.name!r}"
            hint = nearest(str(error.name), self._all())
        elif isinstance(error, jinja2.UndefinedError):
            message = _CLASS.sub(r"'\1'", str(error))
        place = Path(path or name)
        if place.is_relative_to(self.root):
            place = place.relative_to(self.root)
        return Problem(place.as_posix(), line, message, hint)


class Strings:
    """The words of the site in one language: gettext catalogues, later ones over earlier."""

    def __init__(self, catalogues: Sequence[Path], lang: str, store: Store, root: Path) -> None:
        self.lang, self._store, self._root = lang, store, root
        self._files = [(path, path.read_bytes()) for path in catalogues if path.is_file()]
        self.digest = digest("strings", lang, *(data for _, data in self._files))

    @cached_property
    def _translations(self) -> gettext.NullTranslations:
        if not self._files:
            return gettext.NullTranslations()
        compiled = self._store.get(self.digest)
        if compiled is None:
            compiled = _compile(self._files, self.lang, self._root)
            self._store.put(self.digest, compiled)
        return gettext.GNUTranslations(io.BytesIO(compiled))

    def gettext(self, message: str) -> str:
        """Return the words for an English message."""
        return self._translations.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the words for an English message in the number that `count` asks for."""
        return self._translations.ngettext(singular, plural, count)


def _compile(files: list[tuple[Path, bytes]], lang: str, root: Path) -> bytes:
    """Return the catalogues as one in gettext's binary form.

    Raises `BuildFailed` with what is wrong with one, said from `root`.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - slow to import, its result is stored
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    merged = Catalog(locale=lang)
    for path, data in files:
        place = path.relative_to(root) if path.is_relative_to(root) else path
        problems = [
            Problem(place.as_posix(), number, "a line that no gettext catalogue has", PO_HINT)
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1)
            if not _PO_LINE.fullmatch(line)
        ]
        try:
            messages = [*read_po(io.BytesIO(data), locale=lang, abort_invalid=not problems)]
        except Exception as error:
            line = getattr(error, "lineno", -1) + 1
            raise BuildFailed(
                [Problem(place.as_posix(), line, f"not a gettext catalogue: {error}")]
            ) from error
        for message in messages:
            if message.id and any(message.string) and not message.fuzzy:
                merged.delete(message.id, message.context)  # else the earlier words would stay
                merged[message.id] = message
                problems += (
                    Problem(place.as_posix(), message.lineno or 0, f"{error}")
                    for error in message.check(merged)
                )
        if problems:
            raise BuildFailed(problems)
    stream = io.BytesIO()
    write_mo(stream, merged)
    return stream.getvalue()
