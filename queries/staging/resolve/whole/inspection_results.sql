-- 检查结果 | whole results: every item row of the later export, filled alike.
-- grain:   sheet_no, source_row
-- rule:    a cell of the row's own goes before
create or replace temp view whole_rows as
select
    rows.* replace (
        coalesce(rows.name, merged.name) as name,
        coalesce(rows.name_key, merged.name_key) as name_key,
        coalesce(rows.kind_text, merged.kind_text) as kind_text,
        coalesce(rows.check_org, merged.check_org) as check_org,
        coalesce(rows.inspector_names, merged.inspector_names) as inspector_names,
        coalesce(rows.method_texts, merged.method_texts) as method_texts,
        coalesce(rows.drawn_on, merged.drawn_on) as drawn_on,
        coalesce(rows.entered_on, merged.entered_on) as entered_on,
        coalesce(rows.reviewed_on, merged.reviewed_on) as reviewed_on,
        coalesce(rows.verified_on, merged.verified_on) as verified_on,
        coalesce(rows.class_text, merged.class_text) as class_text,
        coalesce(rows.draw_method_text, merged.draw_method_text) as draw_method_text,
        coalesce(rows.source_text, merged.source_text) as source_text,
        if(has_place, rows.station, merged.place_said.station) as station,
        if(has_place, rows.city_text, merged.place_said.city_text) as city_text,
        if(has_place, rows.county_text, merged.place_said.county_text) as county_text,
        if(has_place, rows.county_code_text, merged.place_said.county_code_text)
            as county_code_text
    )
from merged
inner join lines
    using (sheet_no, source_row)
inner join keyed
    on
        lines.key_a = keyed.key_a
        and lines.key_b = keyed.key_b
        and lines.sheet_no = keyed.sheet_no
inner join staged_in_hand as rows
    on keyed.sheet_no = rows.sheet_no and keyed.source_row = rows.source_row
cross join lateral (
    select
        coalesce(
            rows.station, rows.city_text, rows.county_text, rows.county_code_text
        ) is not null as has_place
) as told
