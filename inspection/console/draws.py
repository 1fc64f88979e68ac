"""What the commands `draw` and `verify` do, and what they print.

A secret comes from a file that only its owner can read; it is never printed,
and no message quotes it.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from inspection.console.output import say
from inspection.console.syntax import SEPARATOR
from inspection.draw.checking.opening import unpack
from inspection.draw.packages.batch import draw_batch
from inspection.draw.packages.package import Summary, draw_package, read_bytes
from inspection.draw.packages.skips import replace_skipped
from inspection.draw.ssj1.commitment import read_secret
from inspection.draw.ssj1.drawing import DISCLAIMER
from inspection.draw.verify import verify
from inspection.errors import BadInput, CheckFailed
from inspection.text import text

COMMAND = "python -m inspection draw"
Given = TypeVar("Given")


@dataclass(frozen=True)
class Order:
    """What `draw` was told: a package of three files, a batch, or skips of a package."""

    frame: Path | None
    roster: Path | None
    plan: Path | None
    batch: Path | None
    package: Path | None
    skips: Path | None
    secret_file: Path | None
    secret: str | None
    public: str | None
    out: Path | None
    as_json: bool


def execute_draw(order: Order) -> None:
    """Draws a package or a batch, or replaces skipped entities. Raises BadInput, CheckFailed."""
    if order.secret is not None and order.secret_file is not None:
        raise _misuse(text("cli.exclusive", name="--secret-file", other="--secret"))
    if order.package:
        _replace(order)
        return
    _require(order, "public")
    secret = _secret(order)
    if order.batch:
        summaries = draw_batch(order.batch, secret, _given(order.public), order.out)
        _say_summaries(summaries, order.out or order.batch, order.as_json)
        return
    _require(order, "frame", "roster", "plan", "out")
    out = _given(order.out)
    files = _given(order.frame), _given(order.roster), _given(order.plan)
    _say_summaries([draw_package(*files, secret, _given(order.public), out)], out, order.as_json)


def execute_verify(folder: Path, as_json: bool) -> None:
    """Repeats a draw and prints every check. Raises CheckFailed, or BadInput for no package."""
    checks = verify_path(folder)
    failed = sum(not is_right for _, is_right, _ in checks)
    if as_json:
        rows = [dict(zip(("check", "passed", "detail"), check, strict=True)) for check in checks]
        _say_json({"passed": not failed, "checks": rows})
    else:
        for check, is_right, detail in checks:
            say(f"{'PASS' if is_right else 'FAIL'} {check} {detail}")
    if failed:
        said = text("cli.verify.failed", count=failed)
        raise CheckFailed(said, str(folder), text("cli.verify.failed_remedy"))


def verify_path(path: Path) -> list[tuple[str, bool, str]]:
    """Checks of a package or batch, as a folder or a zip. Raises BadInput where it is neither."""
    if path.is_dir():
        checks = verify(path)
    else:
        with tempfile.TemporaryDirectory() as holder:
            read_bytes(path)
            unpack(path, Path(holder) / "package")
            checks = verify(_root(Path(holder) / "package"))
    if not checks:
        said = text("cli.verify.no_package")
        raise BadInput(said, str(path), text("cli.verify.no_package_remedy"))
    return checks


def _root(folder: Path) -> Path:
    """The package inside an outer folder, as zip programs add one."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _replace(order: Order) -> None:
    _require(order, "skips")
    package = _given(order.package)
    rows = replace_skipped(package, read_bytes(_given(order.skips)))
    if order.as_json:
        _say_json({"package": str(package), "replacements": len(rows)})
    else:
        say(text("cli.draw.replaced", count=len(rows), package=package))


def _require(order: Order, *names: str) -> None:
    """Raises BadInput that names every option that is missing."""
    if missing := [f"--{name}" for name in names if getattr(order, name) is None]:
        raise _misuse(text("cli.required", names=SEPARATOR.join(missing)))


def _given(value: Given | None) -> Given:
    """A value that `_require` has made sure of."""
    assert value is not None
    return value


def _secret(order: Order) -> str:
    if order.secret is not None:
        return order.secret
    if order.secret_file is None:
        raise _misuse(text("cli.required", names="--secret-file"))
    return read_secret(order.secret_file)


def _misuse(what: str) -> BadInput:
    where = text("cli.where", command=COMMAND)
    return BadInput(what, where, text("cli.see_help", command=COMMAND))


def _say_summaries(summaries: list[Summary], out: Path, as_json: bool) -> None:
    if as_json:
        packages = [summary._asdict() for summary in summaries]
        _say_json({"out": str(out), "packages": packages, "note": DISCLAIMER})
        return
    for one in summaries:
        say(text("cli.draw.drawn", **one._asdict()))
    say(text("cli.draw.written", out=out, note=DISCLAIMER))


def _say_json(content: object) -> None:
    say(json.dumps(content, ensure_ascii=False))
