-- 管辖 | jurisdictions: the unit and county that the place columns of a row name.
-- grain:   station, county_text, county_code_text, city_text; in a small table the
--          unit stands for the city
-- rule:    管辖单位 or 县 of the row; a provincial office is no jurisdiction;
--          a bare place name that contradicts the row's city is not believed; is_by_name:
--          only a bare name in the text told the place
create or replace temp table small_names as
select unit_text, county_text, county_code_text
from staged_stock_table
union
select unit_text, county_text, null
from staged_reported_figures
union
select unit_text, null, null
from staged_cases
union
select unit_text, null, null
from staged_events
union
select subject, null, null
from staged_duties;

create or replace temp table row_places as
select
    row_number() over (
        order by station, county_text, county_code_text, city_text
    ) as row_place_id,
    *
from (
    select station, county_text, county_code_text, city_text
    from staged_register
    union
    select station, county_text, county_code_text, city_text
    from staged_inspection_results
    union
    select null, county_text, county_code_text, unit_text
    from small_names
);

create or replace temp table jurisdictions as
with

named as (

    select row_place_id, station as place_text, 1 as position from row_places
    union all
    select row_place_id, county_text, 2 from row_places
    union all
    select row_place_id, county_code_text, 3 from row_places
    union all
    select row_place_id, city_text, 4 from row_places

),

cities as (

    select row_places.row_place_id, places.unit
    from row_places
    inner join places
        on row_places.city_text = places.place_text
    where places.level <> '省级'

),

believed as (

    select
        named.row_place_id,
        places.unit,
        places.county_code,
        named.place_text,
        named.position,
        not places.is_certain as is_by_name,
        row_number() over (
            partition by named.row_place_id
            order by places.county_code is null, not places.is_certain, named.position
        ) as preference
    from named
    inner join places
        on named.place_text = places.place_text
    left join cities
        on named.row_place_id = cities.row_place_id
    where
        places.level <> '省级'
        and (places.is_certain or cities.unit is null or cities.unit = places.unit
            or places.unit in (
                select ref_units.unit from ref_units where length(ref_units.unit_code) = 6
            ))

)

select
    row_places.station,
    row_places.county_text,
    row_places.county_code_text,
    row_places.city_text,
    believed.unit,
    believed.county_code,
    believed.place_text,
    believed.position,
    believed.is_by_name
from row_places
inner join believed
    on row_places.row_place_id = believed.row_place_id
where believed.preference = 1;
