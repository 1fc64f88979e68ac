"""The second computation is a second one: it knows nothing of the product."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from every import for_each

HERE = Path(__file__).parent
COMPUTATION = sorted(
    path
    for path in HERE.glob("*.py")
    if path.stem not in ("product", "conftest") and not path.stem.startswith("test_")
)
ALLOWED = {"pandas", "openpyxl", *sys.stdlib_module_names}
FORBIDDEN_WORDS = ("parquet", "duckdb", "truth.json")


def imports(path: Path) -> Iterator[str]:
    """Top-level names that a module imports; its own package is left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).split(".")[0]


@for_each("path", COMPUTATION, ids=lambda path: path.stem)
def test_computation_imports_only_pandas_openpyxl_and_the_standard_library(path: Path) -> None:
    assert set(imports(path)) <= ALLOWED


@for_each("path", COMPUTATION, ids=lambda path: path.stem)
def test_computation_reads_nothing_the_product_wrote(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert not [word for word in FORBIDDEN_WORDS if word in text]


def test_computation_does_not_import_the_side_that_runs_the_product() -> None:
    names = [
        alias.name
        for path in COMPUTATION
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    ]
    assert "product" not in names
