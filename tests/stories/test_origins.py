"""Every fact told about a firm stands in the file and row that the page names."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from demo.exported import read

from .worlds import World

# What the timeline of these firms tells between them, and their classes.
STAGES = {
    "established", "drawn", "inspected", "entered", "reviewed", "published", "verified",
    "case_filed", "closed",
}  # fmt: skip
FIRMS = 40
GRAVE = "不配合检查情节严重"


@pytest.fixture(scope="module")
def world(world_of: Callable[[str], World]) -> World:
    return world_of("7-clean-year-end")


def facts(world: World) -> Iterator[tuple[str, dict]]:
    """Code of the firm and fact, of firms that were published early or refused."""
    codes = [code for _, code in world.facts("early_publicity")["rows"]]
    codes += [
        row["object_code"] for row in world.ask("result_notice") if GRAVE in row["result_text"]
    ]
    for code in list(dict.fromkeys(codes))[:FIRMS]:
        (entity,) = world.ask("entities_by_code", code=code)
        for question in ("entity_timeline", "entity_classes"):
            for fact in world.ask(question, entity_id=entity["entity_id"]):
                yield code, fact


def test_each_fact_stands_in_the_row_that_it_names(world: World) -> None:
    told, files = set(), {row["path"] for row in world.ask("files_read")}
    for code, fact in facts(world):
        told.add(fact.get("stage", "class"))
        assert fact["source_file"] in files, fact
        row = read(world.folder / "demo" / Path(fact["source_file"]).name).rows[
            fact["source_row"] - 1
        ]
        assert code in row, fact
    assert told >= STAGES | {"class"}
