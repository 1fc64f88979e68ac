-- 典型案例总数 | Cases in figures: nine cities and one more, and duties.
-- grain:   one row
-- params:  $as_of, $units
-- columns: city_count, city_done_count, plus_one_count, plus_one_done_count,
--          counting_count, publicised_count, clue_count
-- rule:    see cases_by_unit; cities have a code of four digits, 平潭 reports
--          alone: 9 + 1 (ref units.has_case_duty)
-- access:  aggregate
with

dated as (

    select
        ref_units.unit,
        length(ref_units.unit_code) = 4 as is_city,
        case
            when case_rows.case_id is null then null
            when not case_rows.has_evidence then '线索'
            when case_rows.state = '已宣传' and case_rows.publicised_on > $as_of
                then '采用'
            else case_rows.state
        end as state
    from ref_units
    cross join campaign
    left join case_rows
        on ref_units.unit = case_rows.unit
        and coalesce(case_rows.case_year, year(campaign.year_from_on))
            = year(campaign.year_from_on)
    where ref_units.has_case_duty
        and ($units is null or list_contains($units, ref_units.unit))

)

select
    count(distinct unit) filter (where is_city) as city_count,
    count(distinct unit) filter (where is_city and state <> '线索')
        as city_done_count,
    count(distinct unit) filter (where not is_city) as plus_one_count,
    count(distinct unit) filter (where not is_city and state <> '线索')
        as plus_one_done_count,
    count(*) filter (where state <> '线索') as counting_count,
    count(*) filter (where state = '已宣传') as publicised_count,
    count(*) filter (where state = '线索') as clue_count
from dated
