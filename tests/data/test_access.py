"""Rights: who may see and do what, by one name each."""

import pytest

from inspection.data.access import LOCAL, VISITOR, Scope, for_reckoning

RIGHTS = (
    "may_see_names",
    "may_see_class",
    "may_name_class",
    "may_see_small_cells",
    "may_draw",
    "may_open_full_package",
    "may_roll_back",
    "may_copy_local_link",
    "may_read_audit",
)
READERS = {
    "at this machine": (LOCAL, set(RIGHTS)),
    "over the network": (VISITOR, set()),
    "of a city": (Scope("city", ("福州",)), set(RIGHTS[:5])),
    "without classes": (
        Scope("office", may_see_class=False),
        {"may_see_names", "may_see_small_cells"},
    ),
    "who audits": (
        Scope("auditor", acts=frozenset({"open_package", "read_audit"})),
        {*RIGHTS[:6], "may_read_audit"},
    ),
}


@pytest.mark.parametrize(("scope", "rights"), READERS.values(), ids=READERS)
def test_rights_of_a_reader(scope, rights):
    assert {right for right in RIGHTS if getattr(scope, right)} == rights


def test_reckoning_keeps_units_and_gives_no_right_to_act():
    inside = for_reckoning(Scope("city", ("福州",), may_see_names=False, may_see_class=False))
    assert inside.units == ("福州",)
    assert inside.may_see_names
    assert inside.may_see_class
    assert not inside.may_roll_back
    assert not inside.may_open_full_package
