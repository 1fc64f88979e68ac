"""Entry script: identity, filters and navigation, then the page itself.

The folder `pages/` does not lie beside this file, so no page can be served
without passing through here.
"""

import streamlit as st

from inspection import view
from inspection.settings import ROOT
from inspection.text import text

ICON = ROOT / "inspection" / "static" / "icon.png"
# Menu entries by group; the first is the default page.
MENU = {
    "nav.progress_group": ("overview", "alerts", "progress", "plan"),
    "nav.quality_group": ("integration", "publicity", "cases"),
    "nav.simulation_group": ("simulation",),
    "nav.data_group": ("entity", "quality", "metrics", "access", "audit"),
}


def main() -> None:
    """One run of the page the reader is on."""
    places = view.places()
    lang = view.language_switch(places.foot)
    st.set_page_config(text("frame.title", lang), str(ICON), "wide")
    menu = {
        text(group, lang): [
            st.Page(
                ROOT / "pages" / f"{name}.py",
                title=text(f"nav.{name}", lang),
                url_path=name,
                default=name == "overview",
            )
            for name in names
        ]
        for group, names in MENU.items()
    }
    navigation = st.navigation(menu)
    if view.prepare_frame(places, lang):
        navigation.run()
        view.end_run()


main()
