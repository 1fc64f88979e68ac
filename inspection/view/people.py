"""Who may what: the reader's own rights, the table of roles, the users and what is done to them."""

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa
import streamlit as st

from inspection.access import roles, tickets, users
from inspection.access.arriving import LOCAL_HOSTS, ways
from inspection.access.store import User
from inspection.data.access import Scope
from inspection.errors import InspectionError
from inspection.view import header, sentences
from inspection.view.page import Page

# Rights in the order in which they are told.
RIGHTS = (
    *("may_see_names", "may_see_class", "open_package", "import_files"),
    *("roll_back", "read_audit", "manage_users", "manage_own_unit"),
)


def draw_own_rights(page: Page) -> None:
    """Why this reader sees the pages as they are: as whom, which rows, which rights."""
    scope = page.scope
    with page.card("access.own"):
        sentences.paragraph(page.say("access.own_who", who=who(page)))
        sentences.paragraph(page.say("access.own_reach", reach=reach_told(page, scope)))
        held = [name for name in RIGHTS if has(scope, name)]
        told = [page.say(f"access.right_{name}") for name in held]
        left = [page.say(f"access.right_{name}") for name in RIGHTS if name not in held]
        between, none = page.say("access.between"), page.say("access.none")
        sentences.paragraph(page.say("access.own_rights", rights=between.join(told) or none))
        sentences.paragraph(page.say("access.own_lacking", rights=between.join(left) or none))


def tell_reach(page: Page) -> None:
    """Which files a reader of some units, counties or offices is told of."""
    scope = page.scope
    if scope.offices:
        page.note("quality.reach_office")
    elif scope.counties:
        page.note("quality.reach_county")
    elif not scope.is_of_province:
        page.note("quality.reach_unit")


def draw_roles(page: Page) -> None:
    """Every role with its reach and rights, as the table of roles has them now."""
    named = roles.roles().values()
    columns = {
        "role": [one.name if page.lang == "zh" else one.name_en for one in named],
        "reach": [page.say(f"access.reach_{one.reach}") for one in named],
    }
    said = "", page.say("access.yes")
    columns |= {right: [said[right in one.rights] for one in named] for right in RIGHTS}
    with page.card("access.roles") as card:
        card.sheet(pa.table(columns))


def draw_users(page: Page) -> None:
    """Users this reader answers for: the list, and what can be done to each."""
    shown = [one for one in users.users() if may_manage(page.scope, one)]
    if not (page.scope.may_manage_users or page.scope.may_manage_users_of(page.scope.units)):
        return
    with page.card("access.users") as card:
        if shown:
            card.sheet(_listed(page, shown))
        else:
            page.note("access.no_users")
        _draw_change(page, shown)
    _draw_adding(page)


def may_manage(scope: Scope, user: User) -> bool:
    """Whether this reader answers for this user: never for one who may do more."""
    theirs = users.scope_for(user)
    return scope.may_manage_users_of(theirs.units) and theirs.acts <= scope.acts


def has(scope: Scope, right: str) -> bool:
    """Whether a reader has a right, by the name of its column."""
    return right in scope.acts or bool(getattr(scope, right, False))


def who(page: Page) -> str:
    """As whom this reader is known."""
    if page.scope.is_signed_in:
        return page.scope.user
    is_here = page.scope.may_copy_local_link
    return page.say("access.who_here" if is_here else "access.who_visitor")


def reach_told(page: Page, scope: Scope) -> str:
    """The rows that answer a reader, in words."""
    names = {one.value: one.label for one in page.offered.get("county", ())}
    counties = [names.get(code, code) for code in scope.counties or ()]
    parts = [*(scope.units or ()), *counties, *(scope.offices or ())]
    between = page.say("access.between")
    if not parts:
        return page.say("access.reach_province" if scope.is_of_province else "access.none")
    word = "access.reach_own_office" if scope.offices else "access.reach_own"
    return page.say(word, places=between.join(parts))


def _listed(page: Page, shown: Sequence[User]) -> pa.Table:
    now, between = datetime.now().astimezone(), page.say("access.between")
    states = ["disabled" if one.disabled_at else "enabled" for one in shown]
    return pa.table(
        {
            "user": [one.name for one in shown],
            "role": [one.listed_as for one in shown],
            "places": [between.join((*one.units, *one.counties, *one.offices)) for one in shown],
            "user_state": [page.say(f"access.state_{state}") for state in states],
            "open_ticket_count": pa.array([_open_count(one, now) for one in shown], pa.int64()),
        }
    )


def _open_count(user: User, now: datetime) -> int:
    return sum(tickets.state_of(one, now) == "open" for one in tickets.tickets(user.name))


def _draw_change(page: Page, shown: Sequence[User]) -> None:
    chosen = st.selectbox(
        page.say("access.choose_user"),
        [one.name for one in shown],
        index=None,
        key="access_user",
        placeholder=page.say("access.choose_user"),
    )
    line = st.container(horizontal=True)
    for act in ("invite", "disable", "enable"):
        line.button(
            page.say(f"access.{act}"),
            key=f"access_{act}",
            disabled=chosen is None,
            on_click=change,
            args=(page, act, chosen),
        )
    draw_link_made(page)


def change(page: Page, act: str, name: str) -> None:
    """Do it, after asking the table of users again who may."""
    user = users.find_user(name)
    if not may_manage(page.scope, user):
        return
    now = datetime.now().astimezone()
    if act == "disable":
        users.disable_user(name, now)
    elif act == "enable":
        users.enable_user(name)
    else:
        _keep_link(name, now)


def _keep_link(name: str, now: datetime) -> None:
    st.session_state["access_link"] = name, tickets.invite(name, now).text


def draw_link_made(page: Page) -> None:
    """The link just made, shown once."""
    made = st.session_state.pop("access_link", None)
    if made:
        page.note("access.link_made", user=made[0], days=tickets.INVITATION_DAYS)
        st.code(f"{header.origin()}/enter/{made[1]}", language=None, wrap_lines=True)
    if made and not ways():
        page.note("access.link_needs_sign_in", hosts=LOCAL_HOSTS[0])


def _draw_adding(page: Page) -> None:
    """A form for a new user, of the places this reader answers for."""
    own = [name for name, one in roles.roles().items() if one.acts <= page.scope.acts]
    if not page.scope.may_manage_users:
        own = [name for name in own if roles.role_named(name).reach in (roles.UNIT, roles.COUNTY)]
    with page.card("access.adding"), st.form("access_adding", border=False):
        name = st.text_input(page.say("access.name"), key="access_name")
        role = st.selectbox(page.say("access.role"), own, key="access_role")
        units = st.multiselect(
            page.say("filter.unit"),
            [one.value for one in page.offered["unit"]],
            key="access_units",
            placeholder=page.say("filter.all"),
        )
        labels = {one.value: one.label for one in page.offered["county"]}
        counties = st.multiselect(
            page.say("filter.county"),
            list(labels),
            format_func=lambda code: labels.get(code, code),
            key="access_counties",
            placeholder=page.say("filter.all"),
        )
        offices = st.multiselect(
            page.say("filter.office"),
            [one.value for one in page.offered["office"]],
            key="access_offices",
            placeholder=page.say("filter.all"),
        )
        if st.form_submit_button(page.say("access.add")):
            _add(page, name, role, units, counties, offices)


def _add(
    page: Page,
    name: str,
    role: str,
    units: Sequence[str],
    counties: Sequence[str],
    offices: Sequence[str],
) -> None:
    """Keep the user and show the link; a role or place beyond the reader's own is refused."""
    chosen = roles.role_named(role)
    wanted = roles.scope_of(chosen, name, tuple(units), tuple(counties), tuple(offices))
    if not (page.scope.may_manage_users_of(wanted.units) and chosen.acts <= page.scope.acts):
        page.warn("access.beyond")
        return
    now = datetime.now().astimezone()
    try:
        users.add_user(name, role, now, units=units, counties=counties, offices=offices)
    except InspectionError as error:
        sentences.error(str(error))
        return
    _keep_link(name, now)
    draw_link_made(page)
