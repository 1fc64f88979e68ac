-- 检查对象 | carried register: a class keeps its day, a place is not put together.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; a station or an area is carried
--          where the row's own place does not contradict it
create or replace temp view said as
select
    staged.* exclude (
        name, name_key, class_text, class_on, class_score,
        city_text, county_text, county_code_text, station
    ),
    case
        when staged.name is not null then struct_pack(staged.name, staged.name_key)
    end as name_said,
    case
        when staged.class_text is not null
            then struct_pack(
                staged.class_text,
                staged.class_on,
                staged.class_score,
                class_from := coalesce(staged.class_on, sheets.exported_on)
            )
    end as class_said,
    case
        when coalesce(staged.city_text, staged.county_text, staged.county_code_text)
            is not null
            then struct_pack(
                staged.city_text,
                staged.county_text,
                staged.county_code_text,
                ids.unit,
                ids.county_code
            )
    end as area_said,
    case
        when staged.station is not null
            then struct_pack(staged.station, ids.unit, ids.county_code)
    end as station_said
from staged_in_hand as staged
inner join ids_register as ids
    using (sheet_no, source_row)
inner join sheets
    using (sheet_no)
