"""What stands inside the headline figure."""

from datetime import date

FUZHOU = {"unit": "福州"}


def checked(entity_id, result, **more):
    return {"entity_id": entity_id, "inspected_on": "2022-05-06", "results": [result], **more}


def test_not_found_are_those_without_any_real_inspection(make_snapshot, ask_one):
    again = checked(2, "R1", task_no="T2", inspected_on="2022-06-01")
    make_snapshot(task_rows=[checked(1, "R9"), checked(2, "R10"), again, checked(3, "R7")])
    before = ask_one("checked_itemised", FUZHOU, as_of="2022-05-31")
    assert (before["checked_count"], before["not_found_count"]) == (3, 3)
    assert (before["r7_count"], before["r9_count"], before["r10_count"]) == (1, 1, 1)
    after = ask_one("checked_itemised", FUZHOU, as_of="2022-06-01")
    assert (after["checked_count"], after["not_found_count"], after["r10_count"]) == (3, 2, 0)


def test_kept_leaves_out_r9_and_r10_but_not_r7(make_snapshot, ask_one):
    make_snapshot(
        task_rows=[checked(1, "R9"), checked(2, "R10"), checked(3, "R7"), checked(4, "R1")]
    )
    assert ask_one("checked_itemised", FUZHOU)["kept_count"] == 2


def test_outside_the_base_are_the_new_and_the_unregistered(make_snapshot, ask_one):
    make_snapshot(
        entities=[
            {"entity_id": 1, "established_on": "2021-12-31"},
            {"entity_id": 2, "established_on": "2022-01-01"},
            {"entity_id": 3, "in_register": False, "established_on": None},
        ],
        task_rows=[checked(number, "R1") for number in (1, 2, 3)],
    )
    row = ask_one("checked_itemised", FUZHOU)
    assert (row["checked_count"], row["new_count"], row["unregistered_count"]) == (3, 1, 1)


def test_late_is_after_the_last_of_october(make_snapshot, ask_one):
    in_time, late = "2022-10-31", "2022-11-01"
    make_snapshot(
        data_date=date(2022, 12, 31),
        task_rows=[
            checked(1, "R1", inspected_on=in_time),
            checked(2, "R1", inspected_on=late),
            checked(3, "R1", inspected_on=late),
            checked(3, "R1", inspected_on=in_time, task_no="T2"),
        ],
    )
    row = ask_one("checked_itemised", FUZHOU, as_of="2022-11-30")
    assert (row["checked_count"], row["late_count"]) == (3, 1)


def test_provincial_inspections_are_inside_the_unit_s_figure(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1, "R1", is_provincial_check=True), checked(2, "R1")])
    row = ask_one("checked_itemised", FUZHOU)
    assert (row["checked_count"], row["provincial_count"]) == (2, 1)


def test_what_was_drawn_the_year_before_is_told_apart(make_snapshot, ask_one):
    visit = {"inspected_on": "2022-01-06", "results": ["R1"]}
    make_snapshot(
        task_rows=[
            {"entity_id": 1, "task_no": "T1", "drawn_on": "2021-12-30", **visit},
            {"entity_id": 2, "task_no": "T1", "drawn_on": "2021-12-30", **visit},
            {"entity_id": 2, "task_no": "T2", "drawn_on": "2022-05-06"},
            {"entity_id": 3, "task_no": "T2", "drawn_on": "2022-01-04", **visit},
        ],
    )
    # 2 is drawn again on 6 May, 3 was drawn this year, 1 never is.
    for as_of, count in (("2022-01-05", 0), ("2022-05-05", 2), ("2022-05-06", 1)):
        row = ask_one("checked_itemised", {"unit": "福州"}, as_of=as_of)
        assert row["carried_count"] == count
