-- 指标一览 | Indicators: rates of the selection beside the headline.
-- grain:   one row
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: inspected_count, withheld_count, published_count, publicity_rate,
--          due_count, on_time_count, on_time_rate, overdue_count,
--          problem_count, applicable_count, finding_rate, valid_count,
--          valid_rate
-- rule:    M11, M12, M13, M32 of the totals, over rows inspected by the as-of
--          date; on time = rows due by then, and nothing else
-- small:   inspected_count > publicity_rate, valid_rate; withheld_count >
--          publicity_rate; published_count > publicity_rate; due_count >
--          on_time_rate; on_time_count > on_time_rate; overdue_count;
--          problem_count > finding_rate; applicable_count > finding_rate;
--          valid_count > valid_rate
-- access:  aggregate
with

chosen as (

    select
        published_on,
        published_on <= $as_of as is_published,
        published_on is not null and not has_publication_date as is_undated,
        coalesce(
            pub_state = '不予公示' and not_public_reason is not null, false
        ) as is_withheld,
        publication_due_on,
        is_problem,
        is_applicable,
        is_valid
    from task_facts
    where is_inspected
        and inspected_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

),

counted as (

    select
        count(*) as inspected_count,
        count(*) filter (where is_withheld) as withheld_count,
        count(*) filter (where is_published and not is_withheld)
            as published_count,
        count(*) filter (
            where publication_due_on <= $as_of
                and not is_withheld
                and not is_undated
        ) as due_count,
        count(*) filter (
            where publication_due_on <= $as_of
                and not is_withheld
                and not is_undated
                and published_on <= publication_due_on
        ) as on_time_count,
        count(*) filter (
            where publication_due_on < $as_of
                and not is_withheld
                and not is_undated
                and not coalesce(is_published, false)
        ) as overdue_count,
        count(*) filter (where is_problem and is_applicable) as problem_count,
        count(*) filter (where is_applicable) as applicable_count,
        count(*) filter (where is_valid) as valid_count
    from chosen

)

select
    inspected_count,
    withheld_count,
    published_count,
    published_count / nullif(inspected_count - withheld_count, 0)
        as publicity_rate,
    due_count,
    on_time_count,
    on_time_count / nullif(due_count, 0) as on_time_rate,
    overdue_count,
    problem_count,
    applicable_count,
    problem_count / nullif(applicable_count, 0) as finding_rate,
    valid_count,
    valid_count / nullif(inspected_count, 0) as valid_rate
from counted
