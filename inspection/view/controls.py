"""Controls of a page: bound to the link where they change what is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from inspection.view.language import carried_over
from inspection.view.reading import Reading


def toggle(page: Reading, key: str, value: bool = False) -> bool:
    """Yes or no."""
    return st.toggle(page.say(f"{key}_label"), value, key=key, bind="query-params")


def number(page: Reading, key: str, value: float, word: str = "", **limits: Any) -> float:
    """A number the reader sets; `word` where its label is not its own."""
    label = page.say(word or f"{key}_label")
    return st.number_input(label, value=value, key=key, bind="query-params", **limits)


def typed(page: Reading, key: str, word: str, **more: Any) -> str:
    """A text the reader types, exactly as typed."""
    return st.text_input(page.say(word), key=key, bind="query-params", **more)


def choice(page: Reading, key: str, word: str, options: Sequence[str], **more: Any) -> str | None:
    """One of several values, or none."""
    return st.selectbox(page.say(word), options, key=key, bind="query-params", **more)


def one_of(page: Reading, key: str, names: Sequence[str], words: str) -> str:
    """One of several named values, in the link by its label."""
    labels = {page.say(f"{words}_{name}"): name for name in names}
    with carried_over(key, [f"{words}_{name}" for name in names], page.lang):
        chosen = st.selectbox(
            page.say(f"{key}_label"), list(labels), key=key, bind="query-params", placeholder=""
        )
    return labels[chosen]


def switch(page: Reading, key: str, options: Mapping[str, str]) -> str:
    """One of a few views side by side; the name of the chosen one."""
    labels = {name: page.say(word) for name, word in options.items()}
    with carried_over(key, list(options.values()), page.lang):
        chosen = st.segmented_control(
            page.say(f"{key}_label"),
            list(labels.values()),
            default=next(iter(labels.values())),
            required=True,
            key=key,
            bind="query-params",
            label_visibility="collapsed",
        )
    return next(name for name, label in labels.items() if label == chosen)


def button(page: Reading, key: str, act: Callable[..., None], *args: object, **more: Any) -> None:
    """A button; `act` only assigns."""
    st.button(page.say(key), key=key.replace(".", "_"), on_click=act, args=args, **more)


def download(page: Reading, key: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    """A file that is made when it is asked for."""
    st.download_button(
        page.say(key),
        make,
        file_name=name,
        mime=mime,
        key=key.replace(".", "_"),
        on_click="ignore",
    )
