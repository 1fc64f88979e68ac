"""Users, invitations, passes and tokens: who is let in, once, until when, and by whom refused."""

import json
import stat
from datetime import date, datetime, timedelta

import pytest
from itsdangerous import URLSafeSerializer

from inspection.access import Arrival, SignInNeeded, current_reader, store, tickets, users
from inspection.access.reader import PASS_COOKIE
from inspection.data.access import LOCAL, VISITOR
from inspection.errors import BadInput, EnvironmentProblem, NotAllowed
from inspection.settings import change, settings

NOW = datetime.fromisoformat("2022-09-09T10:00:00+08:00")
NAME, UNIT = "张三", "泉州"
HERE = {"host": "localhost:8501"}


@pytest.fixture
def signing_in(warehouse_folder, monkeypatch):
    """A server whose readers are invited."""
    for name in ("SIGN_IN", "LAN", "ALLOWED_HOSTS"):
        monkeypatch.setenv(f"INSPECTION_{name}", "false" if name == "LAN" else "")
    change(sign_in="invitation")
    yield warehouse_folder
    settings.cache_clear()


@pytest.fixture
def cookie(signing_in) -> str:
    """What the browser of 张三 of 泉州 keeps after opening the link."""
    users.add_user(NAME, "地市人员", NOW, units=[UNIT])
    return tickets.open_invitation(tickets.invite(NAME, NOW, days=5).text, NOW).cookie


def reader(cookie: str = "", now: datetime = NOW, **headers: str):
    cookies = {PASS_COOKIE: cookie} if cookie else {}
    return current_reader(Arrival("10.0.0.9", {**HERE, **headers}, cookies), now)


def test_invited_reader_sees_the_own_unit(cookie):
    found = reader(cookie)
    assert (found.name, found.scope.units, found.scope.user) == (NAME, (UNIT,), NAME)
    assert found.scope.may_see_names
    assert not found.scope.acts


def test_invitation_opens_once(signing_in):
    users.add_user(NAME, "地市人员", NOW, units=[UNIT])
    link = tickets.invite(NAME, NOW)
    tickets.open_invitation(link.text, NOW)
    with pytest.raises(NotAllowed, match="只能打开一次"):
        tickets.open_invitation(link.text, NOW)


def test_invitation_revoked_old_or_invented_lets_nobody_in(signing_in):
    users.add_user(NAME, "地市人员", NOW, units=[UNIT])
    revoked, old = tickets.invite(NAME, NOW), tickets.invite(NAME, NOW)
    tickets.revoke(revoked.ticket.id, NOW)
    with pytest.raises(NotAllowed, match="撤销"):
        tickets.open_invitation(revoked.text, NOW)
    with pytest.raises(NotAllowed, match="过期"):
        tickets.open_invitation(old.text, NOW + timedelta(days=tickets.INVITATION_DAYS))
    for text in ("", "x", old.ticket.id, old.ticket.digest):
        with pytest.raises(NotAllowed, match="无效"):
            tickets.open_invitation(text, NOW)


def test_cookie_forged_carried_to_another_name_or_expired_is_refused(cookie):
    users.add_user("李四", "省局领导", NOW)
    signer = URLSafeSerializer(store.secret(), salt=tickets.SALT)
    told = signer.loads(cookie)
    forged = [
        cookie[:-9] + ("A" if cookie[-9] != "A" else "B") + cookie[-8:],
        URLSafeSerializer("another", salt=tickets.SALT).dumps(told),
        signer.dumps({**told, "user": "李四"}),
        signer.dumps({**told, "pass": "00000000"}),
        signer.dumps({"pass": 1, "user": NAME}),
        signer.dumps([]),
        "",
        "a.b.c",
    ]
    for one in forged:
        with pytest.raises(SignInNeeded):
            reader(one)
    with pytest.raises(SignInNeeded):
        reader(cookie, NOW + timedelta(days=5))
    assert reader(cookie, NOW + timedelta(days=4)).name == NAME


def test_disabling_holds_at_the_next_question_also_for_a_copied_cookie(cookie):
    assert reader(cookie).name == NAME
    users.disable_user(NAME, NOW)
    with pytest.raises(SignInNeeded):
        reader(cookie)
    with pytest.raises(BadInput, match="停用"):
        tickets.invite(NAME, NOW)
    users.enable_user(NAME)
    assert reader(cookie).name == NAME


def test_passes_are_revoked_one_by_one(cookie):
    other = tickets.open_invitation(tickets.invite(NAME, NOW).text, NOW).cookie
    first = next(one for one in tickets.tickets(NAME) if one.kind == tickets.PASS)
    tickets.revoke(first.id, NOW)
    with pytest.raises(SignInNeeded):
        reader(cookie)
    assert reader(other).name == NAME
    tickets.end_pass(other, NOW)
    tickets.end_pass("no cookie", NOW)
    with pytest.raises(SignInNeeded):
        reader(other)
    states = [tickets.state_of(one, NOW) for one in tickets.tickets(NAME)]
    assert states == ["opened", "revoked", "opened", "revoked"]


def test_user_ends_on_the_day_given(signing_in):
    users.add_user(NAME, "地市人员", NOW, units=[UNIT], until=date(2022, 9, 10))
    cookie = tickets.open_invitation(tickets.invite(NAME, NOW).text, NOW).cookie
    assert reader(cookie, NOW + timedelta(days=1)).name == NAME
    with pytest.raises(SignInNeeded):
        reader(cookie, NOW + timedelta(days=2))


def test_token_carries_the_scope_of_its_user(cookie):
    issued = tickets.new_token(NAME, NOW, days=3)
    known = tickets.reader_of_token(issued.text, NOW)
    assert known.scope.units == (UNIT,)
    assert tickets.reader_of_token(issued.text, NOW + timedelta(days=3)) is None
    assert tickets.reader_of_token(issued.ticket.digest, NOW) is None
    assert tickets.reader_of_token("", NOW) is None
    users.disable_user(NAME, NOW)
    assert tickets.reader_of_token(issued.text, NOW) is None


@pytest.mark.parametrize(
    ("role", "places", "said"),
    [
        ("局长", {}, "没有角色"),
        ("地市人员", {}, "要指明单位"),
        ("省局领导", {"units": [UNIT]}, "不分单位"),
        ("地市人员", {"units": ["月球"]}, "没有报告单位"),
        ("地市人员", {"units": [UNIT], "counties": ["思明区"]}, "不属所选单位"),
        ("地市管理员", {"units": [UNIT], "counties": ["晋江市"]}, "不分县"),
        ("地市人员", {"units": [UNIT], "counties": ["无此县"]}, "没有县"),
        ("省局处室", {}, "要指明处室"),
        ("省局领导", {"offices": ["信用监管处"]}, "不分处室"),
    ],
)
def test_a_user_needs_a_role_and_the_places_that_go_with_it(signing_in, role, places, said):
    with pytest.raises(BadInput, match=said):
        users.add_user(NAME, role, NOW, **places)
    assert users.users() == []


def test_reach_follows_from_role_and_places(signing_in):
    users.add_user("县", "地市人员", NOW, units=[UNIT], counties=["晋江市"])
    users.add_user("处", "省局处室", NOW, offices=["信用监管处"])
    users.add_user("审", "审计", NOW)
    users.add_user("客", "访客", NOW)
    county, office, auditor, visitor = map(users.scope_for, users.users())
    assert (county.units, county.counties) == ((UNIT,), ("350582",))
    assert (office.units, office.offices) == (None, ("信用监管处",))
    assert auditor.may_open_full_package
    assert auditor.may_read_audit
    assert not auditor.may_import
    assert not visitor.may_see_names
    assert not visitor.may_name_class
    assert visitor.reads_bulletin
    assert visitor.known_as == "客"


def test_a_name_stands_for_one_person(signing_in):
    users.add_user(NAME, "省局领导", NOW, subject="zhang")
    for name, subject in ((NAME, ""), ("张三二", "zhang"), (" 李四", ""), ("a\nb", ""), ("", "")):
        with pytest.raises(BadInput):
            users.add_user(name, "省局领导", NOW, subject=subject)
    with pytest.raises(BadInput, match="没有用户"):
        users.disable_user("李四", NOW)
    with pytest.raises(BadInput, match="没有编号"):
        tickets.revoke("李四", NOW)


def test_table_is_private_and_keeps_no_text_that_opens_anything(signing_in):
    users.add_user(NAME, "地市人员", NOW, units=[UNIT])
    link, token = tickets.invite(NAME, NOW), tickets.new_token(NAME, NOW)
    tickets.open_invitation(link.text, NOW)
    folder = signing_in / store.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.name == store.LOCK
    kept = (folder / store.TABLE).read_text(encoding="utf-8")
    assert link.text not in kept
    assert token.text not in kept


def test_a_damaged_table_lets_nobody_in_and_says_so(cookie, signing_in):
    path = signing_in / store.FOLDER / store.TABLE
    path.write_text(json.dumps({"users": 1}), encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="用户表读不出"):
        reader(cookie)


def test_a_block_that_fails_changes_nothing(signing_in):
    users.add_user(NAME, "省局领导", NOW)

    def fail() -> None:
        with store.changing() as table:
            table.users.clear()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert [one.name for one in users.users()] == [NAME]


def test_visitors_and_invited_readers_share_a_server(cookie):
    change(lan="true")
    assert reader().scope == VISITOR
    assert reader(cookie).name == NAME
    assert reader("forged").scope == VISITOR


def test_nobody_is_at_home_where_readers_sign_in(signing_in):
    with pytest.raises(SignInNeeded):
        current_reader(Arrival("127.0.0.1", HERE), NOW)


def test_local_mode_is_for_this_machine(warehouse_folder):
    assert current_reader(Arrival("127.0.0.1", HERE), NOW).scope == LOCAL
    assert current_reader(Arrival(), NOW).scope == LOCAL
    assert current_reader(Arrival("::1", {"host": "[::1]:8501"}), NOW).scope == LOCAL


@pytest.mark.parametrize(
    "header",
    [
        *("x-forwarded-for", "x-forwarded-anything", "x-real-ip", "forwarded", "via"),
        *("x-forwarded", "x-original-forwarded-for", "x-client-ip", "cf-connecting-ip"),
    ],
)
def test_local_mode_refuses_what_passed_a_forwarder(warehouse_folder, header):
    with pytest.raises(NotAllowed, match=r"经过了转发.*--sign-in"):
        current_reader(Arrival("127.0.0.1", {**HERE, header: "10.0.0.9"}), NOW)


@pytest.mark.parametrize(
    "host", ["10.1.2.3", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8501", "[::2]"]
)
def test_local_mode_answers_to_this_machine_alone(warehouse_folder, host):
    with pytest.raises(NotAllowed, match="请求却发往"):
        current_reader(Arrival("127.0.0.1", {"host": host}), NOW)


@pytest.mark.parametrize(
    ("host", "answers"),
    [
        ("10.1.2.3:8501", True),
        ("ssj.example.gov", True),
        ("SSJ.example.gov.", True),
        ("evil.example", False),
        ("ssj.example.gov.evil.example", False),
    ],
)
def test_other_modes_answer_to_own_names(cookie, host, answers):
    change(allowed_hosts="ssj.example.gov")
    if answers:
        assert reader(cookie, host=host).name == NAME
    else:
        with pytest.raises(NotAllowed, match="不以"):
            reader(cookie, host=host)
