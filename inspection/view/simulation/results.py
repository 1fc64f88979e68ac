"""What a trial shows once it was run: counts for all who may draw, the list and files on demand."""

from collections.abc import Callable
from importlib.metadata import version
from platform import python_version

import streamlit as st

from inspection import audit
from inspection.planning import packages, results
from inspection.planning.trial import Trial
from inspection.view.simulation.controls import download
from inspection.view.simulation.drawing import DrawRoom

# Readers who may take away a full package: it opens every class.
AUDITORS = ("local", "auditor")
ZIP = "application/zip"


def draw_list(room: DrawRoom, made: Trial) -> None:
    """The list by code, only when asked for, and logged each time it is opened."""
    page = room.page
    with page.card("simulation.list") as card:
        is_open = st.toggle(
            page.say("simulation.list_open"), key="simulation_list", on_change=log_list, args=(room,)
        )
        if is_open:
            answer = room.answer("simulation.list", results.drawn_list(made))
            card.furnish(answer)
            card.table(answer)


def log_list(room: DrawRoom) -> None:
    """Opening the list is a disclosure like an export."""
    if st.session_state["simulation_list"]:
        log(room, "trial_list")


def draw_packages(room: DrawRoom, made: Trial) -> None:
    """The public list for whoever may draw, the full batch for auditors."""
    page = room.page
    name = page.say("simulation.package_name", draw_id=room.chance.draw_id)
    with page.card("simulation.packages"), st.container(horizontal=True):
        if page.scope.role in AUDITORS:
            download(
                page,
                "simulation.get_package",
                logged(room, "trial_package", lambda: packages.auditor_package(made, versions())),
                f"{name}.zip",
                ZIP,
            )
        download(
            page,
            "simulation.get_public",
            logged(room, "trial_public_list", lambda: packages.public_package(made)),
            page.say("simulation.public_name", draw_id=room.chance.draw_id) + ".zip",
            ZIP,
        )


def logged(room: DrawRoom, name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The file, made and logged when it is asked for."""

    def made() -> bytes:
        log(room, name)
        return make()

    return made


def log(room: DrawRoom, name: str) -> None:
    """Who took what, of which draw; neither seed nor secret."""
    told = {"draw_id": room.chance.draw_id, "units": ",".join(room.plans or {})}
    audit.record_export(name, told, room.page.scope, room.page.snapshot.id)


def versions() -> dict[str, str]:
    """Software that made the draw, for the free keys of proof.json."""
    return {"python": python_version(), "duckdb": version("duckdb"), "pyarrow": version("pyarrow")}
