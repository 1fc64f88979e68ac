"""The arrows of the architecture, held by a machine: who may import, read and say what."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from every import for_each

from inspection.settings import ROOT

PACKAGE = sorted((ROOT / "inspection").rglob("*.py"))
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
MODULES = [*PACKAGE, *PAGES]
# Parts that use nothing of the application but, some, its errors.
ALONE = {
    "demo": ("inspection.demo",),
    "draw": ("inspection.draw", "inspection.errors"),
    "simulation": ("inspection.simulation", "inspection.draw", "inspection.errors"),
}
# The bench speaks Streamlit's wire format, and has a naive screen to compare with.
SHOWS = re.compile(
    r"app\.py|pages/.*|inspection/(frame|serving|view|bench/wire|bench/naive)(/.*|\.py)"
)
DRAWS = re.compile(r"inspection/(charts|bench/naive)(/.*|\.py)")
CLUSTER = ("data.cluster", "data.spark_connect")
HAN = re.compile(r"[\u4e00-\u9fff]")
SPEAKS_BY_KEY = re.compile(r"app\.py|pages/.*|inspection/(frame|view|charts|console)(/.*|\.py)")
SQL = re.compile(
    r"\s*(select\s|with\s+\w+\s+as\b|insert into|create (table|view)|copy |attach )", re.I
)
# Layers from the ground up; a module imports from its own layer and from below. A layer names
# rooms, or single modules of a room where these stand above each other.
LAYERS = [
    {"settings", "provinces", "errors", "text", "data.classes", "data.columns"},
    {
        *("geo", "data.access", "data.disclosure", "data.parameters", "data.reference"),
        *("data.shared", "data.targets", "data.locking", "data.withholding", "data.kept"),
        *("data.links", "data.empty_cells", "data.country"),
    },
    {"data.trail"},
    {"data.macros", "data.audit", "data.workdays", "data.connections"},
    {"data.questions"},
    {"data.schema"},
    {"data.sealing"},
    {"data.snapshots"},
    {"data.pruning", "data.diagnosis", "access"},
    {"data.preparing", "data.scoped"},
    {"data.bulletin", "data.naming"},
    {"data.warehouse"},
    {"data.place", "data.spark_connect"},
    {"data.cluster"},
    {"data.engine"},
    {"data.renewing"},
    {"showing", "charts", "demo", "draw", "simulation", "inference"},
    {"rehearsal", "ingest", "report"},
    {"serving"},
    {"view", "bench"},
    {"console", "frame"},
    {"__main__", "__init__"},
]
# Rooms inside a part, in the same order; a module beside them may import from all.
ROOMS = {
    "demo": ["world", "exports", "canonical", "dirt", "stories"],
    "draw": ["files", "ssj1", "making", "packages", "checking"],
    "rehearsal": ["ratios", "trial", "comparison", "checking"],
}
# Names beside the rooms of a part that the rooms use.
SHARED_BY_ALL = {"demo": (), "draw": (), "rehearsal": ("ratio_table", "ground", "WARNING")}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """Parsed once for all checks."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a module imports, wherever it does."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 or "tests" in path.parts, f"{place(path)}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def literals(path: Path) -> Iterator[str]:
    """String constants that are no docstrings."""
    tree = parsed(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def layer(name: str) -> int | None:
    """Place in LAYERS of a dotted name below `inspection`; None for what is no module of ours."""
    known = {known: number for number, names in enumerate(LAYERS) for known in names}
    head, _, rest = name.partition(".")
    return known.get(".".join([head, *rest.split(".")[:1]]), known.get(head))


def subject(path: Path) -> str:
    """Dotted name below `inspection`."""
    parts = path.relative_to(ROOT / "inspection").with_suffix("").parts
    return ".".join(parts[:-1] if parts[1:] and parts[-1] == "__init__" else parts)


modules = for_each("path", MODULES, ids=place)
package = for_each("path", PACKAGE, ids=place)


@modules
def test_only_the_screen_imports_streamlit(path):
    if not SHOWS.fullmatch(place(path)):
        assert not any(name.split(".")[0] == "streamlit" for name in imports(path))


@modules
def test_only_charts_import_plotly(path):
    if not DRAWS.fullmatch(place(path)):
        assert not any(name.split(".")[0] == "plotly" for name in imports(path))


@package
def test_modules_of_one_system_alone_are_for_locks_and_the_bench(path):
    if not re.match(r"data\.locking|bench", subject(path)):
        heads = {name.split(".")[0] for name in imports(path)}
        assert not heads & {"fcntl", "grp", "msvcrt", "pwd", "resource"}, place(path)


@package
def test_the_client_of_a_cluster_is_imported_where_one_is_asked_for(path):
    """Its packages are no part of the runtime: nothing imports what imports them."""
    heads = {name.split(".")[0] for name in imports(path)}
    if subject(path) not in CLUSTER:
        assert not heads & {"grpc", "pyspark"}, place(path)
        assert not any(name.endswith(tuple(CLUSTER)) for name in imports(path)), place(path)


@modules
def test_only_one_module_reads_queries(path):
    if path in PAGES or subject(path) != "data.questions":
        names = ("queries", "queries/")
        assert not any(text in names for text in literals(path))


@package
def test_imports_run_one_way(path):
    own = layer(subject(path))
    for name in imports(path):
        head, _, rest = name.partition(".")
        assert head != "pages"
        below = layer(rest) if head == "inspection" and rest else None
        if below is not None and own is not None:
            assert below <= own, f"{place(path)} imports {name}"


@package
def test_every_module_has_a_place(path):
    assert layer(subject(path)) is not None or subject(path) == "data", place(path)


@for_each("part", ROOMS)
def test_rooms_of_a_part_stand_above_each_other(part):
    rooms = ROOMS[part]
    for number, room in enumerate(rooms):
        for path in (ROOT / "inspection" / part / room).glob("*.py"):
            for name in imports(path):
                inside = name.removeprefix(f"inspection.{part}.")
                if inside != name:
                    assert inside.split(".")[0] in (*rooms[: number + 1], *SHARED_BY_ALL[part]), (
                        f"{place(path)} imports {name}"
                    )


@for_each("part", ALONE)
def test_part_stands_alone(part):
    for path in (ROOT / "inspection" / part).rglob("*.py"):
        for name in imports(path):
            inside = name.split(".")[0] == "inspection"
            assert not inside or f"{name}.".startswith(tuple(f"{own}." for own in ALONE[part]))


def test_verifier_needs_the_standard_library_only():
    heads = {name.split(".")[0] for name in imports(ROOT / "inspection" / "draw" / "verify.py")}
    assert heads <= sys.stdlib_module_names


def test_oracle_shares_no_code_with_the_product():
    for path in (ROOT / "tests" / "oracle").glob("*.py"):
        called = [name for name in imports(path) if name.split(".")[0] == "inspection"]
        assert all(name == "inspection.console.cli.main" for name in called), place(path)


@modules
def test_rights_are_decided_in_access_alone(path):
    """Nobody else asks for a role; the screen neither makes a scope nor grants a right."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path in PAGES or not subject(path).startswith(("data.access", "access", "demo")):
        named = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        assert not any(node.attr == "role" for node in named), place(path)
    if SHOWS.fullmatch(place(path)):
        raised = [node.arg or "" for node in ast.walk(tree) if isinstance(node, ast.keyword)]
        made = {"Scope", "LOCAL", "for_reckoning"}
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not any(name.startswith("may_") for name in raised), place(path)
        assert not made & {call.split(".")[-1] for call in calls}, place(path)


@modules
def test_truth_is_known_to_demo_only(path):
    if path in PAGES or not subject(path).startswith("demo"):
        assert not re.search(r"\btruth\b", path.read_text(encoding="utf-8"))


@modules
def test_words_on_the_screen_come_from_tables(path):
    if SPEAKS_BY_KEY.fullmatch(place(path)):
        assert not [text for text in literals(path) if HAN.search(text)]


@modules
def test_no_sql_in_python(path):
    assert not [text for text in literals(path) if SQL.match(text)]


@package
def test_no_module_bears_a_name_of_the_standard_library(path):
    name = path.parent.name if path.name == "__init__.py" else path.stem
    assert name not in sys.stdlib_module_names or name == "__main__"


@package
def test_a_function_lives_in_the_module_of_its_subject(path):
    assert path.stem not in ("utils", "helpers", "common", "manager", "misc")


@modules
def test_no_error_is_swallowed(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert caught not in ("everything", "Exception", "BaseException"), place(path)


@modules
def test_module_and_functions_can_be_read_in_one_sitting(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 300
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 45, f"{place(path)}: {node.name}"
