-- 典型案例进度 | Cases by unit: who has one that counts, and how far it is.
-- grain:   one row per reporting unit in its order
-- params:  $as_of, $units
-- columns: unit, is_required, clue_count, draft_count, submitted_count,
--          adopted_count, publicised_count, case_count, counting_count,
--          is_fulfilled
-- rule:    闽市监信〔2022〕51号 三（四）: at least one per unit; without a task
--          number or the use of the class it is 线索, whatever its state says;
--          a 线索 is no case and does not count; a case publicised after the
--          as-of date is still 采用; other states bear no date
-- access:  aggregate
with

dated as (

    select
        case_rows.unit,
        case
            when not case_rows.has_evidence then '线索'
            when case_rows.state = '已宣传' and case_rows.publicised_on > $as_of
                then '采用'
            else case_rows.state
        end as state
    from case_rows
    cross join campaign
    where case_rows.case_year = year(campaign.year_from_on)
        or case_rows.case_year is null

),

counted as (

    select
        unit,
        count(*) filter (where state = '线索') as clue_count,
        count(*) filter (where state = '起草') as draft_count,
        count(*) filter (where state = '报送') as submitted_count,
        count(*) filter (where state = '采用') as adopted_count,
        count(*) filter (where state = '已宣传') as publicised_count,
        count(*) as case_count,
        count(*) filter (where state <> '线索') as counting_count
    from dated
    group by unit

)

select
    ref_units.unit,
    ref_units.has_case_duty as is_required,
    coalesce(counted.clue_count, 0) as clue_count,
    coalesce(counted.draft_count, 0) as draft_count,
    coalesce(counted.submitted_count, 0) as submitted_count,
    coalesce(counted.adopted_count, 0) as adopted_count,
    coalesce(counted.publicised_count, 0) as publicised_count,
    coalesce(counted.case_count, 0) as case_count,
    coalesce(counted.counting_count, 0) as counting_count,
    coalesce(counted.counting_count, 0) > 0 as is_fulfilled
from ref_units
left join counted
    on ref_units.unit = counted.unit
where (ref_units.has_case_duty or counted.case_count > 0)
    and ($units is null or list_contains($units, ref_units.unit))
order by ref_units.unit_order
