"""What counts as collected."""


# s14b: the one row of 厦门's own system is 已归集, without 归集日期; exported on 9 September.
def test_collected_without_a_date_is_collected_and_said_to_have_none(import_case, ask):
    import_case("s14b/a")
    (row,) = ask("collection_by_unit")
    assert (row["unit"], row["own_count"], row["collected_count"]) == ("厦门", 1, 1)
    assert (row["collection_rate"], row["undated_collected_count"], row["uncollected_count"]) == (
        1,
        1,
        0,
    )
    assert (row["delay_median"], row["longest_missing_days"]) == (None, None)
    stages = {one["stage"]: one["row_count"] for one in ask("undated_facts")}
    assert stages["collected"] == 1
    assert ask("uncollected_rows") == []
