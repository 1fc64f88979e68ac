"""A snapshot is always there: without one, the demo of a small province is built.

`serve` and the application both call `ensure_snapshot`; the first caller
builds, the others wait for it.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from inspection.data import warehouse
from inspection.errors import EnvironmentProblem
from inspection.settings import house, settings

# One enterprise of twenty: built in about ten seconds.
DEMO_SCALE = 0.05
DEMO_SEED = 2022

_building = Lock()


def ensure_snapshot(
    scale: float = DEMO_SCALE, on_stage: Callable[[str, str], None] | None = None
) -> warehouse.Snapshot:
    """The served snapshot; where there is none, that of a demo built now."""
    with _building:
        ensure_marts(on_stage)
        return warehouse.current() or _first(scale, on_stage)


def _first(scale: float, on_stage: Callable[[str, str], None] | None) -> warehouse.Snapshot:
    """The demo, which is of one province: in a warehouse of several nothing is invented."""
    if house().has_several:
        province = settings().profile_name
        remedy = f"运行 python -m inspection import 文件 --province {province}"
        raise EnvironmentProblem(f"省“{province}”还没有数据", str(settings().data), remedy)
    return build_demo(scale, on_stage)


def ensure_marts(on_stage: Callable[[str, str], None] | None = None) -> None:
    """Where another version of the programme made the marts in service, they are made anew."""
    from inspection.ingest import rebuilding

    rebuilding.ensure_served(on_stage or rebuilding.silent)


def build_demo(
    scale: float, on_stage: Callable[[str, str], None] | None = None
) -> warehouse.Snapshot:
    """Write demo exports into a temporary folder and import them."""
    # Both are heavy and needed only here, on the first start.
    from inspection.demo import write_demo
    from inspection.ingest.publish import import_files

    told = on_stage or (lambda _stage, _note: None)
    with tempfile.TemporaryDirectory(prefix="inspection-demo-") as folder:
        told("writing_demo", "")
        write_demo(Path(folder), scale=scale, seed=DEMO_SEED)
        files = sorted(path for path in Path(folder).iterdir() if path.suffix != ".json")
        import_files(files, on_stage=told)
    snapshot = warehouse.current()
    assert snapshot is not None
    return snapshot
