"""Entry script: identity, filters and navigation, then the page itself.

The folder `pages/` does not lie beside this file, so no page can be served
without passing through here.
"""

import streamlit as st

from inspection import view
from inspection.data.access import Scope
from inspection.settings import ROOT
from inspection.text import text

ICON = ROOT / "inspection" / "static" / "icon.png"
# Menu entries by group; the first is the default page.
MENU = {
    "nav.progress_group": ("overview", "alerts", "progress", "plan"),
    "nav.quality_group": ("integration", "publicity", "cases"),
    "nav.simulation_group": ("simulation", "evaluation"),
    "nav.data_group": ("entity", "quality", "metrics", "access", "audit", "bulletin"),
}
# All that there is for readers without sign-in.
PUBLIC_MENU = {"nav.data_group": ("bulletin", "metrics")}


def main() -> None:
    """One run of the page the reader is on."""
    places = view.places()
    lang = view.language_switch(places.foot)
    st.set_page_config(text("frame.title", lang), str(ICON), "wide")
    who = view.reader()
    entries = PUBLIC_MENU if isinstance(who, Scope) and who.reads_bulletin else MENU
    first = next(iter(entries.values()))[0]
    menu = {
        text(group, lang): [
            st.Page(
                ROOT / "pages" / f"{name}.py",
                title=text(f"nav.{name}", lang),
                url_path=name,
                default=name == first,
            )
            for name in names
        ]
        for group, names in entries.items()
    }
    navigation = st.navigation(menu, expanded=True)
    if view.prepare_frame(who, places, lang):
        navigation.run()
        view.end_run()


main()
