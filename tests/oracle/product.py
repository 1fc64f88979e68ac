"""The product's side of the comparison, in a process of its own.

`answer` makes the demo files, sets truth.json aside, imports them and asks the
queries, each through the command line; the tests see only text. Nothing of the
second computation is imported here, and nothing of the product elsewhere.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRUTH, TRUTH_FILE = "truth", "truth.json"
# The name of a query and its parameters.
Question = tuple[str, dict[str, str]]


def answer(
    work: Path,
    demos: list[list[str]],
    imports: list[list[str]],
    questions: Sequence[Question],
) -> dict:
    """The object of each import and the rows of each question.

    A demo is given by its options and stands in `work`/demo/<place in the list>, an
    import by the folders below `work`/demo that it takes in.
    """
    command = [sys.executable, str(Path(__file__)), str(work)]
    order = {"demos": demos, "imports": imports, "questions": questions}
    environment = os.environ | {"INSPECTION_DATA": str(work / "warehouse"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command,
        input=json.dumps(order),
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def call(*arguments: str) -> str:
    """What one command prints; RuntimeError with its message where it fails."""
    from inspection.console.cli import main

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = main(list(arguments))
    if code:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {code}: {printed.getvalue()}")
    return printed.getvalue()


def make_demo(work: Path, name: str, options: list[str]) -> None:
    """Write the files of one demo; the truth stands apart, where neither side reads."""
    folder = work / "demo" / name
    call("demo", "--out", str(folder), *options)
    for path in sorted(folder.rglob(TRUTH_FILE)):
        aside = work / TRUTH / name / path.relative_to(folder)
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.rename(aside)


def ask(name: str, parameters: dict[str, str]) -> list[dict]:
    """The rows of one query."""
    given = [text for key, value in parameters.items() for text in ("--param", f"{key}={value}")]
    return json.loads(call("query", name, *given, "--format", "json"))


def work_off(work: Path, order: dict) -> dict:
    """Demos, imports, queries."""
    for n, options in enumerate(order["demos"]):
        make_demo(work, str(n), options)
    imported = [
        json.loads(call("import", *(str(work / "demo" / name) for name in names), "--json"))
        for names in order["imports"]
    ]
    answers = [ask(name, parameters) for name, parameters in order["questions"]]
    return {"imported": imported, "answers": answers}


if __name__ == "__main__":
    print(json.dumps(work_off(Path(sys.argv[1]), json.load(sys.stdin)), ensure_ascii=False))
