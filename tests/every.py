"""One test for many things: it holds a check of each and tells all that fail by name."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest

Check = Callable[..., None]


def for_each(name: str, things: Iterable[Any], ids: Callable[[Any], str] = str) -> Callable:
    """`@for_each("path", PATHS)`: the check is a test that takes its other arguments as fixtures.

    It keeps `check` and `things`, so that one thing can be checked by itself.
    """
    things = list(things)
    assert things, f"no {name} to check"

    def make(check: Check) -> Check:
        def test(**fixtures: object) -> None:
            found = [(one, failure(check, ids(one), {name: one, **fixtures})) for one in things]
            told = [f"{ids(one)}: {why}" for one, why in found if why is not None]
            assert not told, "\n".join([f"{len(told)} of {len(things)}", *told])

        asked = inspect.signature(check).parameters
        taken = [each for each in asked.values() if each.name != name]
        test.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
        test.check, test.things = check, things  # type: ignore[attr-defined]
        test.__name__, test.__doc__, test.__module__ = (
            check.__name__,
            check.__doc__,
            check.__module__,
        )
        return test

    return make


def failure(check: Check, label: str, given: dict[str, object]) -> str | None:
    """Why the check does not hold; None where it does. Any other error is raised with a name."""
    try:
        check(**given)
    except (AssertionError, pytest.fail.Exception) as error:
        return str(error)
    except Exception as error:
        error.add_note(f"while checking {label}")
        raise
    return None
