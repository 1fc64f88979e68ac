"""Users: added, listed, disabled; what each of them may see follows from the role."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from inspection.access.roles import COUNTY, OFFICE, PROVINCE, Role, role_named, scope_of
from inspection.access.store import Held, User, changing, held
from inspection.data import reference
from inspection.data.access import Scope
from inspection.errors import BadInput
from inspection.provinces import within
from inspection.settings import house


def add_user(
    name: str,
    role: str,
    now: datetime,
    *,
    units: Sequence[str] = (),
    counties: Sequence[str] = (),
    offices: Sequence[str] = (),
    subject: str = "",
    until: date | None = None,
    by_groups: bool = False,
    provinces: Sequence[str] = (),
) -> User:
    """Keep a new user. Raises BadInput for a name taken, a role or place that is none."""
    chosen = role_named(role)
    _check_provinces(provinces, units)
    with within(provinces[0] if provinces else ""):
        codes = [county_code(one) for one in counties]
        _check_place(chosen, units, codes, offices)
    user = User(
        _checked_name(name),
        role,
        list(units),
        codes,
        list(offices),
        subject,
        added_at=_told(now),
        until=until.isoformat() if until else "",
        by_groups=by_groups,
        provinces=list(provinces),
    )
    with changing() as table:
        if any(one.name == name for one in table.users):
            raise BadInput(f"用户 {name} 已存在", remedy="换一个能区分的名称，如加上单位或科室")
        if subject and any(one.subject == subject for one in table.users):
            raise BadInput(f"登录名 {subject} 已属另一用户", remedy="先停用该用户或更正登录名")
        table.users.append(user)
    return user


def disable_user(name: str, now: datetime) -> None:
    """From now on this user sees nothing, also on pages that stand open. Raises BadInput."""
    with changing() as table:
        user = find_in(table, name)
        table.users[table.users.index(user)] = replace(user, disabled_at=_told(now))


def enable_user(name: str) -> None:
    """Let a disabled user in again. Raises BadInput."""
    with changing() as table:
        user = find_in(table, name)
        table.users[table.users.index(user)] = replace(user, disabled_at="")


def users() -> list[User]:
    """Every user in the order they were added."""
    return list(held().users)


def find_user(name: str) -> User:
    """The user of this name. Raises BadInput."""
    return find_in(held(), name)


def find_in(table: Held, name: str) -> User:
    """The user of this name in a table. Raises BadInput."""
    for user in table.users:
        if user.name == name:
            return user
    raise BadInput(f"没有用户 {name}", remedy="用 python -m inspection user list 查看")


def of_subject(subject: str) -> User | None:
    """The user whom sign-in or the gateway calls this."""
    return next((one for one in held().users if subject and one.subject == subject), None)


def is_in_force(user: User, now: datetime) -> bool:
    """Whether this user may read at all at this time."""
    return not user.disabled_at and not (user.until and user.until < now.date().isoformat())


def scope_for(user: User) -> Scope:
    """What this user may see and do."""
    places = tuple(user.units), tuple(user.counties), tuple(user.offices)
    return scope_of(role_named(user.role), user.name, *places, tuple(user.provinces))


def _check_provinces(provinces: Sequence[str], units: Sequence[str]) -> None:
    """Where there are several, units are those of one; a province named is one of them."""
    held = house().provinces
    if unknown := [one for one in provinces if one not in held]:
        known = f"可用：{'、'.join(held)}"
        raise BadInput(f"没有省级配置 {'、'.join(unknown)}", "--province", known)
    if units and house().has_several and len(provinces) != 1:
        remedy = f"加 --province 省，可用：{'、'.join(held)}"
        raise BadInput("仓库有几个省，单位要指明是哪个省的", "--province", remedy)


def _check_place(
    role: Role, units: Sequence[str], counties: Sequence[str], offices: Sequence[str]
) -> None:
    known = reference.load("units")["unit"].to_pylist()
    unknown = [unit for unit in units if unit not in known]
    if unknown:
        raise BadInput(f"没有报告单位 {'、'.join(unknown)}", "--unit", f"可用：{'、'.join(known)}")
    reaches_province = role.reach in (PROVINCE, OFFICE)
    if reaches_province == bool(units):
        raise BadInput(
            f"角色 {role.name} {'不分单位' if reaches_province else '要指明单位'}",
            "--unit",
            "去掉 --unit" if reaches_province else "加 --unit 单位",
        )
    if bool(offices) != (role.reach == OFFICE):
        needs = role.reach == OFFICE
        said = f"角色 {role.name} {'要指明处室' if needs else '不分处室'}"
        raise BadInput(said, "--office", "加 --office 处室" if needs else "去掉 --office")
    if counties and role.reach != COUNTY:
        raise BadInput(f"角色 {role.name} 不分县", "--county", "去掉 --county")
    _check_counties(units, counties)


def _check_counties(units: Sequence[str], counties: Sequence[str]) -> None:
    inside = {row["county_code"] for row in _counties() if row["unit"] in units}
    outside = [code for code in counties if code not in inside]
    if outside:
        said = f"县 {'、'.join(outside)} 不属所选单位"
        raise BadInput(said, "--county", "县与 --unit 要一致")


def county_code(text: str) -> str:
    """The code of a county by its name or code. Raises BadInput."""
    for row in _counties():
        if text in (row["county"], row["county_code"]):
            return row["county_code"]
    raise BadInput(f"没有县（市、区） {text}", "--county", "写全称或行政区划代码")


def _counties() -> list[dict[str, str]]:
    return reference.load("counties").to_pylist()


def _checked_name(name: str) -> str:
    if not name.strip() or name != name.strip() or not name.isprintable():
        raise BadInput(f"用户名 {name!r} 不能用", remedy="写姓名，前后不留空格")
    return name


def _told(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
