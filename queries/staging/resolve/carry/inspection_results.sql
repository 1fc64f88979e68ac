-- 检查结果 | carried results: what the task row has beside its items.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; results, their day and what was
--          found are those of the later export alone
create or replace temp view said as
select
    sheet_no,
    source_row,
    name,
    name_key,
    kind_text,
    check_org,
    inspector_names,
    method_texts,
    drawn_on,
    entered_on,
    reviewed_on,
    verified_on,
    class_text,
    draw_method_text,
    source_text,
    case
        when coalesce(station, city_text, county_text, county_code_text) is not null
            then struct_pack(station, city_text, county_text, county_code_text)
    end as place_said
from staged_in_hand
