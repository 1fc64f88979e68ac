"""Controls of the rooms: bound to the link where they change what is shown."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from inspection.view.page import Page


def toggle(page: Page, key: str, value: bool = False) -> bool:
    """A switch, bound to the URL."""
    return st.toggle(page.say(f"{key}_label"), value, key=key, bind="query-params")


def number(page: Page, key: str, value: float, **limits: Any) -> float:
    """A number, bound to the URL."""
    return page.number(key, f"{key}_label", value, **limits)


def one_of(page: Page, key: str, names: Sequence[str], words: str) -> str:
    """One of several named values, bound to the URL by its label."""
    labels = {page.say(f"{words}_{name}"): name for name in names}
    chosen = st.selectbox(
        page.say(f"{key}_label"), list(labels), key=key, bind="query-params", placeholder=""
    )
    return labels[chosen]


def button(page: Page, key: str, act: Callable[..., None], *args: object, **more: Any) -> None:
    """A button; `act` only assigns."""
    st.button(page.say(key), key=key.replace(".", "_"), on_click=act, args=args, **more)


def download(page: Page, key: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    """A file that is made when it is asked for."""
    st.download_button(
        page.say(key),
        make,
        file_name=name,
        mime=mime,
        key=key.replace(".", "_"),
        on_click="ignore",
    )
