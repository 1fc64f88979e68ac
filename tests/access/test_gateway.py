"""Sign-in of the bureau: a gateway's headers, a provider's claims, groups mapped to roles."""

from datetime import datetime, timedelta

import pytest

from inspection.access import Arrival, SignInNeeded, current_reader, groups, store, users
from inspection.errors import EnvironmentProblem, NotAllowed
from inspection.settings import change, settings

NOW = datetime.fromisoformat("2022-09-09T10:00:00+08:00")
SECRET = "a-long-secret-of-the-gateway"
GATEWAY = "10.0.0.1"
GROUPS = """# title: 组
group,role,units,counties,offices
qz-admin,地市管理员,泉州,,
qz,地市人员,泉州,晋江市、石狮市,
credit,省局处室,,,信用监管处
"""


@pytest.fixture
def gateway(warehouse_folder, monkeypatch, tmp_path):
    """A server behind a gateway and a provider, with groups of its own."""
    for name in ("SIGN_IN", "GATEWAY_FROM", "GATEWAY_SECRET_FILE"):
        monkeypatch.setenv(f"INSPECTION_{name}", "")
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    change(
        sign_in="gateway,oidc",
        gateway_from=f"{GATEWAY},192.168.7.0/24",
        gateway_secret_file=str(tmp_path / "secret"),
    )
    folder = warehouse_folder / store.FOLDER
    folder.mkdir(parents=True)
    (folder / groups.NAME).write_text(GROUPS, encoding="utf-8")
    yield tmp_path
    settings.cache_clear()


def sent(address=GATEWAY, secret=SECRET, user="zhang", groups="", **more):
    headers = {"host": "localhost", "x-remote-user": user, "x-gateway-secret": secret}
    return Arrival(address, {**headers, "x-remote-groups": groups, **more})


def test_gateway_is_believed(gateway):
    users.add_user("张三", "省局领导", NOW, subject="zhang")
    assert current_reader(sent(), NOW).name == "张三"
    assert current_reader(sent("192.168.7.20"), NOW).name == "张三"
    users.add_user("李四", "省局领导", NOW, subject="李四")
    assert current_reader(sent(user="%E6%9D%8E%E5%9B%9B"), NOW).name == "李四"


@pytest.mark.parametrize(
    "arrival",
    [
        sent("10.0.0.2"),
        sent("127.0.0.1"),
        sent(None),
        sent("no address"),
        sent(secret=""),
        sent(secret=SECRET[:-1]),
        sent(secret=f"{SECRET},{SECRET}"),
        sent(user="zhang,li"),
        sent(user=""),
        sent(user="nobody"),
    ],
    ids=lambda arrival: f"{arrival.address} {arrival.headers}",
)
def test_nobody_else_is(gateway, arrival):
    users.add_user("张三", "省局领导", NOW, subject="zhang")
    with pytest.raises(SignInNeeded):
        current_reader(arrival, NOW)


def test_gateway_through_a_socket_is_named_as_such(gateway):
    users.add_user("张三", "省局领导", NOW, subject="zhang")
    change(gateway_from="unix")
    assert current_reader(sent(None), NOW).name == "张三"
    with pytest.raises(SignInNeeded):
        current_reader(sent("127.0.0.1"), NOW)
    change(gateway_from="127.0.0.1")
    assert current_reader(sent(None), NOW).name == "张三"


def test_a_secret_that_is_missing_or_short_stops_the_server(gateway):
    (gateway / "secret").write_text("short", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="不足"):
        current_reader(sent(secret="short"), NOW)
    (gateway / "secret").unlink()
    with pytest.raises(EnvironmentProblem, match="没有共享口令"):
        current_reader(sent(), NOW)


def test_groups_give_role_and_place_and_the_user_can_be_disabled(gateway):
    found = current_reader(sent(groups="other, qz"), NOW)
    assert found.scope.counties == ("350582", "350581")
    assert [one.name for one in users.users()] == ["zhang"]
    assert current_reader(sent(groups="qz"), NOW).scope == found.scope
    users.disable_user("zhang", NOW)
    with pytest.raises(SignInNeeded):
        current_reader(sent(groups="qz"), NOW)


def test_groups_that_change_are_followed_and_the_first_line_wins(gateway):
    assert current_reader(sent(groups="qz,qz-admin"), NOW).scope.acts == {"manage_own_unit"}
    assert current_reader(sent(groups="credit"), NOW).scope.offices == ("信用监管处",)
    with pytest.raises(SignInNeeded):
        current_reader(sent(groups="other"), NOW)


def test_a_user_of_the_table_keeps_its_role_whatever_the_groups_say(gateway):
    users.add_user("张三", "审计", NOW, subject="zhang")
    assert current_reader(sent(groups="qz"), NOW).scope.may_read_audit


def test_a_name_taken_by_another_person_is_told_apart(gateway):
    users.add_user("张三", "省局领导", NOW)
    assert current_reader(claimed(name="张三", groups=["qz"]), NOW).name == "张三（u-1）"


def claimed(now=NOW, **more):
    claims = {"is_logged_in": True, "sub": "u-1", "name": "王五"}
    claims |= {"exp": (now + timedelta(hours=1)).timestamp(), **more}
    return Arrival("127.0.0.1", {"host": "localhost"}, {}, claims)


def test_a_provider_is_believed_until_its_word_ends(gateway):
    assert current_reader(claimed(groups=["qz"]), NOW).name == "王五"
    assert current_reader(claimed(groups="qz"), NOW).name == "王五"
    for arrival in (
        claimed(NOW - timedelta(hours=1), groups=["qz"]),
        claimed(groups=["qz"], exp=None),
        claimed(groups=["qz"], is_logged_in=False),
        claimed(groups=["qz"], sub=""),
        claimed(sub="u-2"),
    ):
        with pytest.raises(SignInNeeded):
            current_reader(arrival, NOW)


def test_a_way_nobody_knows_stops_everybody(gateway):
    change(sign_in="gateway,password")
    with pytest.raises(NotAllowed, match="password"):
        current_reader(sent(), NOW)
