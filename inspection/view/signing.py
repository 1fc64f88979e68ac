"""Signing in and out: what somebody unknown sees, and who reads in the sidebar."""

from datetime import datetime

import streamlit as st

from inspection.access import SignInNeeded, current_reader, tickets
from inspection.access.arriving import GATEWAY, OIDC, ways
from inspection.access.reader import PASS_COOKIE
from inspection.data.access import Scope
from inspection.text import text
from inspection.view import sentences
from inspection.view.arriving import arrived


def draw_sign_in(lang: str) -> None:
    """No data: why nothing is shown, and each way to sign in."""
    sentences.header(text("access.sign_in", lang))
    sentences.paragraph(text("access.sign_in_about", lang))
    for way in ways():
        sentences.paragraph(text(f"access.way_{way}", lang))
    if OIDC in ways() and st.button(text("access.sign_in_now", lang), type="primary"):
        st.login()


def draw_reader(scope: Scope, lang: str) -> None:
    """Who reads and how to leave, where somebody signed in; for a visitor how to do so."""
    if not scope.is_signed_in:
        if OIDC in ways() and st.button(text("access.sign_in_now", lang), key="sign_in"):
            st.login()
        return
    sentences.caption(text("access.reads", lang, name=scope.user))
    if ways() != (GATEWAY,):
        st.button(text("access.sign_out", lang), key="sign_out", on_click=leave)


def leave() -> None:
    """End the pass that this browser keeps, and the sign-in of the provider."""
    tickets.end_pass(arrived().cookies.get(PASS_COOKIE, ""), datetime.now().astimezone())
    if arrived().claims.get("is_logged_in"):
        st.logout()


def reads_still(scope: Scope) -> bool:
    """Whether this reader may still see what stands on the screen."""
    try:
        return current_reader(arrived(), datetime.now().astimezone()).scope == scope
    except SignInNeeded:
        return False
