"""What is computed once and kept, bounded; keys are text, so that nothing large is hashed.

A key names the snapshot, the scope, the filters and every setting; what it stands for follows with
an underscore and is not hashed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

Made = TypeVar("Made")

# Plans, figures and frontiers are small.
MAX_SMALL = 512
# A province at full size: a register frame takes about 400 MB, a draw about 60 MB.
MAX_FRAMES = 2
MAX_TRIALS = 4


def kept(key: str, make: Callable[[], Made]) -> Made:
    """A small result."""
    return _small(key, make)


def kept_frames(key: str, make: Callable[[], Made]) -> Made:
    """Frames of a trial."""
    return _frames(key, make)


def kept_trial(key: str, make: Callable[[], Made]) -> Made:
    """A trial that was run."""
    return _trials(key, make)


def linked(key: str) -> str:
    """A text that the link carries and no widget shows: from the link first, then as assigned."""
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(key, "")
    value = st.session_state[key]
    if value:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]
    return value


def assign(key: str, value: str) -> None:
    """What a button does: nothing but this."""
    st.session_state[key] = value


@st.cache_resource(max_entries=MAX_SMALL, show_spinner=False)
def _small(key: str, _make: Callable[[], Any]) -> Any:
    return _make()


@st.cache_resource(max_entries=MAX_FRAMES, show_spinner=False)
def _frames(key: str, _make: Callable[[], Any]) -> Any:
    return _make()


@st.cache_resource(max_entries=MAX_TRIALS, show_spinner=False)
def _trials(key: str, _make: Callable[[], Any]) -> Any:
    return _make()
