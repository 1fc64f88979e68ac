"""A line of the audit trail as a reader reads it: what was seen or done, in words.

Names of pages, questions and filters are those of the screen; a question keeps its own
name behind its title, so that it can be asked again. What has no words stands as recorded.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from inspection.data.questions import questions
from inspection.showing.basis import parameter_value
from inspection.text import LANGUAGES, table, text

# Fields that have a column of their own; what else a line holds is told in words.
OWN = ("n", "at", "who", "role", "from", "event", "prev", "hash")
# Origins that are no address.
PLACES = {"this machine": "audit.from_here", "command": "audit.from_command"}


def details(line: Mapping[str, Any], lang: str) -> str:
    """What a line holds beside who, when and from where."""
    told = (one for name, value in line.items() if name not in OWN for one in _told(name, value))
    return text("audit.between", lang).join(_said(name, value, lang) for name, value in told)


def origin(line: Mapping[str, Any], lang: str) -> str:
    """From where: an address, this machine, a command."""
    place = str(line.get("from", ""))
    return text(PLACES[place], lang) if place in PLACES else place


def _told(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Fields with a value; of what was asked with, each parameter."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _told(key, part)
    elif value not in (None, "", [], ()):
        yield name, value


def _said(name: str, value: Any, lang: str) -> str:
    """A field and its value, both in words where there are words."""
    return text("audit.field", lang, name=_field(name, lang), value=_value(name, value, lang))


def _field(name: str, lang: str) -> str:
    keys = (f"audit.field_{name}", f"parameter.{name}", f"filter.{name}")
    return next((text(key, lang) for key in keys if key in table()), name)


def _value(name: str, value: Any, lang: str) -> str:
    if name == "page" and f"nav.{value}" in table():
        return text(f"nav.{value}", lang)
    if name == "question" and (title := _titles(lang).get(str(value))):
        return text("audit.question", lang, title=title, name=value)
    return parameter_value(name, value, lang)


def _titles(lang: str) -> dict[str, str]:
    is_first = lang == LANGUAGES[0]
    return {one.name: one.title_zh if is_first else one.title_en for one in questions()}
