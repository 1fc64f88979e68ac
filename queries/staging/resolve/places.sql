-- 地区对照 | places: every text that may name an area or office, and what it names.
-- grain:   place_text
-- rule:    codes, then exact aliases, then the longest place name; a name is none of
--          ours behind the name of a place elsewhere, a bare one (without 县, 市, 区)
--          behind anything but the name of a place of ours
create or replace temp table place_texts as
select place_text, as_key(place_text) as place_key
from (
    select unnest([station, city_text, county_text, county_code_text]) as place_text
    from (
        select station, city_text, county_text, county_code_text
        from staged_register
        union
        select station, city_text, county_text, county_code_text
        from staged_inspection_results
    )
    union
    select unnest([check_org, moved_to]) from staged_inspection_results
    union
    select moved_to from staged_publicity
    union
    select unnest([unit_text, county_text, county_code_text]) from staged_stock_table
    union
    select unnest([city_text, county_text, unit_text, office]) from staged_inspectors
    union
    select unit_text from staged_recusals
    union
    select unnest([made_by, city_text, county_text, lead_office, level_text])
    from staged_plans
    union
    select unnest([city_text, county_text, exec_office, lead_office]) from staged_tasks
    union
    select unnest(as_list(exec_office)) from staged_tasks
    union
    select subject from staged_duties
    union
    select unit_text from staged_cases
    union
    select unnest([unit_text, county_text]) from staged_reported_figures
    union
    select unit_text from staged_events
)
where place_text is not null;

create or replace temp table place_names as
select county as place_name, unit, county_code, '县级' as level, true as is_full
from ref_counties
union all
select regexp_replace(county, '[县市区]$', ''), unit, county_code, '县级', false
from ref_counties
where length(county) > 2
union all
select full_name, unit, null, '市级', true
from ref_units
where has_target
union all
select unit, unit, null, '市级', false
from ref_units
where has_target
union all
select ref_province.province, ref_units.unit, null, '省级', false
from ref_units
cross join ref_province
where not ref_units.has_target
union all
select '省局', unit, null, '省级', false
from ref_units
where not has_target;

-- Texts in which a name of an area stands that is none of ours: 嵊州市长乐所.
create or replace temp table names_in_texts as
select
    place_text,
    unnest(
        regexp_extract_all(place_key, '[\p{Han}]{2,8}?(?:自治区|自治州|省|市|县)')
    ) as name
from place_texts;

create or replace temp table texts_elsewhere as
select place_text, min_by(name, length(name)) as name
from names_in_texts as names
anti join place_names
    on ends_with(names.name, place_names.place_name)
    or contains(names.name, place_names.place_name || '市')
cross join ref_province as ours
where not ends_with(names.name, ours.province)
    and not regexp_matches(names.name, '开发区|新区|投资区|园区|局|所|管理')
group by place_text;

-- Texts that begin with the name of an area of ours: 莆田市场监督管理局城厢分局.
create or replace temp table texts_of_ours as
select distinct place_texts.place_text
from place_texts
inner join place_names
    on starts_with(place_texts.place_key, place_names.place_name);

create or replace temp table places as
with

by_code as (

    select
        place_texts.place_text,
        ref_counties.unit,
        ref_counties.county_code,
        '县级' as level,
        1 as step
    from place_texts
    left join ref_county_codes
        on place_texts.place_key = ref_county_codes.old_code
    inner join ref_counties
        on ref_counties.county_code
            = coalesce(ref_county_codes.county_code, place_texts.place_key)

),

by_unit_code as (

    select
        place_texts.place_text,
        ref_units.unit,
        null as county_code,
        '市级' as level,
        2 as step
    from place_texts
    inner join ref_units
        on place_texts.place_key in (ref_units.unit_code, ref_units.unit_code || '00')

),

by_alias as (

    select
        place_texts.place_text,
        ref_office_aliases.unit,
        ref_office_aliases.county_code,
        ref_office_aliases.level,
        3 as step
    from place_texts
    inner join ref_office_aliases
        on place_texts.place_key = ref_office_aliases.alias

),

by_name as (

    select
        place_texts.place_text,
        place_names.unit,
        place_names.county_code,
        place_names.level,
        case when place_names.is_full then 4 else 5 end as step,
        row_number() over (
            partition by place_texts.place_text
            order by
                place_names.level = '省级',
                place_names.county_code is null,
                length(place_names.place_name) desc,
                strpos(place_texts.place_key, place_names.place_name),
                place_names.county_code
        ) as preference
    from place_texts
    inner join place_names
        on contains(place_texts.place_key, place_names.place_name)
    cross join ref_province as ours
    left join texts_elsewhere as elsewhere
        on
            place_texts.place_text = elsewhere.place_text
            and strpos(place_texts.place_key, elsewhere.name)
                < strpos(place_texts.place_key, place_names.place_name)
    where
        elsewhere.place_text is null
        and (
            place_names.is_full
            or regexp_matches(
                split_part(place_texts.place_key, place_names.place_name, 1),
                '^[原旧(_]*$|^' || ours.short_name
            )
            or place_texts.place_text in (select place_text from texts_of_ours)
        )

),

candidates as (

    select * from by_code
    union all
    select * from by_unit_code
    union all
    select * from by_alias
    union all
    select place_text, unit, county_code, level, step from by_name where preference = 1

)

select
    place_text,
    min_by(unit, step) as unit,
    min_by(struct_pack(code := county_code), step).code as county_code,
    min_by(level, step) as level,
    min(step) < 5 as is_certain
from candidates
group by place_text;
