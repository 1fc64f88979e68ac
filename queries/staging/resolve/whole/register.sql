-- 检查对象 | carried register: a class keeps its day, a place is not put together.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; a station or an area is carried
--          where the row's own place does not contradict it
create or replace temp view whole_rows as
with

areas_told as (

    select
        merged.*,
        own.class_text is not null as has_class,
        own.station is null as has_no_station,
        coalesce(own.city_text, own.county_text, own.county_code_text) is null
            as has_no_area,
        case
            when coalesce(own.city_text, own.county_text, own.county_code_text)
                is not null
                or own.station is null
                or is_same_place(
                    ids.unit, ids.county_code, area_said.unit, area_said.county_code
                )
                then area_said
        end as area,
        ids.unit as own_unit,
        ids.county_code as own_county
    from merged
    inner join staged_in_hand as own
        using (sheet_no, source_row)
    inner join ids_register as ids
        using (sheet_no, source_row)

)

select
    * exclude (
        name_said, class_said, area_said, station_said, area, own_unit, own_county,
        has_class, has_no_station, has_no_area
    ),
    unnest(name_said),
    class_said.class_text as class_text,
    -- A class of an older file holds since that file.
    if(has_class, class_said.class_on, class_said.class_from) as class_on,
    class_said.class_score as class_score,
    area.city_text as city_text,
    area.county_text as county_text,
    area.county_code_text as county_code_text,
    case
        when not has_no_station
            or is_same_place(
                case when has_no_area then area.unit else own_unit end,
                case when has_no_area then area.county_code else own_county end,
                station_said.unit,
                station_said.county_code
            )
            then station_said.station
    end as station
from areas_told
