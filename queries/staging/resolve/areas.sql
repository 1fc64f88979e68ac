-- 小表地名 | areas: what the names of units, counties and offices of small tables mean.
-- grain:   unit_text, county_text, county_code_text
-- rule:    resolved as task rows are; an office of the province has no jurisdiction
--          and is told by its name without that of the bureau; the name of a unit
--          and a word for a total are no county
create or replace temp table office_names as
with

spoken as (

    select unit_text as office_text from small_names
    union
    select lead_office from staged_plans
    union
    select lead_office from staged_tasks

)

select
    spoken.office_text,
    as_key(spoken.office_text)[
        coalesce(max(length(aliases.alias)), 0) + 1:
    ] as office
from spoken
left join ref_office_aliases as aliases
    on
        aliases.level = '省级'
        and starts_with(as_key(spoken.office_text), aliases.alias)
        and length(as_key(spoken.office_text)) > length(aliases.alias)
where spoken.office_text is not null
group by spoken.office_text;

create or replace temp table areas as
with

named as (

    select
        names.*,
        jurisdictions.unit,
        jurisdictions.county_code,
        units.unit as named_unit,
        units.level as named_level,
        coalesce(of_code.place_text, of_county.place_text) is not null as is_county_known
    from small_names as names
    left join jurisdictions
        on
            jurisdictions.station is null
            and names.county_text is not distinct from jurisdictions.county_text
            and names.county_code_text
                is not distinct from jurisdictions.county_code_text
            and names.unit_text is not distinct from jurisdictions.city_text
    left join places as units
        on names.unit_text = units.place_text
    left join places as of_county
        on names.county_text = of_county.place_text
    left join places as of_code
        on names.county_code_text = of_code.place_text

)

select
    named.unit_text,
    named.county_text,
    named.county_code_text,
    case
        when named.unit is not null then named.unit
        when is_total_word(named.unit_text) then '全省'
        when named.named_level = '省级' then named.named_unit
    end as unit,
    named.county_code,
    offices.office,
    named.county_code is null
    and not named.is_county_known
    and not coalesce(is_total_word(named.county_text), named.county_code_text is null)
        as is_county_unknown,
    named.named_unit <> named.unit
    and named.named_level <> '省级'
    and named.unit not in (
        select ref_units.unit from ref_units where length(ref_units.unit_code) = 6
    ) as is_contradiction
from named
left join office_names as offices
    on named.unit_text = offices.office_text
