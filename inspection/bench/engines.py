"""The same marts built on several engines: how long each takes, and whether they are alike."""

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

from inspection.bench import machine, processes
from inspection.bench.measures import Measure, summarise
from inspection.bench.sizes import in_service
from inspection.data import engine
from inspection.errors import CheckFailed
from inspection.settings import change

OnStage = Callable[[str, str], None]
# Rows in any order: their number, and the sum of what the text of each is hashed to.
DIGEST = "count(*), sum(cast(hash(cast(rows as varchar)) as hugeint))"
Digests = dict[str, tuple[object, ...]]


def measure_engines(
    scale: float, urls: Sequence[str], rounds: int, on_stage: OnStage
) -> dict[str, Any]:
    """Seconds of DuckDB and of each engine for the marts of a demo of `scale`.

    Raises CheckFailed where a table of one is not that of DuckDB, EnvironmentProblem where
    one cannot build.
    """
    place = machine.describe()
    with tempfile.TemporaryDirectory(prefix="inspection-bench-") as folder:
        work = Path(folder)
        snapshot, year = _written(work, scale, on_stage)
        digests: Digests = {}
        measures = []
        for url in (engine.DUCKDB_URL, *urls):
            change(engine=url)
            on_stage("marts", engine.address())
            measures.append(_built(snapshot, work / "marts.duckdb", year, rounds))
            digests = _checked(digests, work / "marts.duckdb")
    hashes = {name: str(digest[-1]) for name, digest in sorted(digests.items())}
    told = {"scale": scale, "tables": len(digests), "hashes": hashes, "measures": measures}
    return {**place, **told}


def digests_of(marts: Path) -> Digests:
    """Columns, types, number of rows and their hash, of every table of a database."""
    with duckdb.connect(str(marts), read_only=True) as database:
        names = [name for (name,) in database.sql("show tables").fetchall()]
        return {name: _digest(database.table(name)) for name in names}


def _digest(table: duckdb.DuckDBPyRelation) -> tuple[object, ...]:
    head = tuple(zip(table.columns, map(str, table.types), strict=True))
    return (head, *table.set_alias("rows").aggregate(DIGEST).fetchall())


def _written(work: Path, scale: float, on_stage: OnStage) -> tuple[Path, int]:
    """The folder of a snapshot of a demo, and its latest year."""
    on_stage("demo", f"{scale:g}")
    made = ("--out", str(work / "warehouse"), "--scale", str(scale))
    processes.run("demo", "--direct", *made, data=work)
    folder = in_service(work / "warehouse")
    return folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["years"][-1]


def _built(snapshot: Path, marts: Path, year: int, rounds: int) -> Measure:
    samples = []
    for _ in range(rounds):
        marts.unlink(missing_ok=True)
        began = perf_counter()
        engine.build_marts(snapshot, marts, year)
        samples.append(perf_counter() - began)
    return summarise(f"marts {engine.address()}", "s", samples, None)


def _checked(expected: Digests, marts: Path) -> Digests:
    """The digests of what was built, the same as before where anything was."""
    found = digests_of(marts)
    other = [name for name in expected if found.get(name) != expected[name]]
    if other:
        raise CheckFailed(
            f"{engine.address()} 生成的数据集市与 {engine.DUCKDB_URL} 不同", ", ".join(other)
        )
    return found
