-- 上报 | reported: latest figures of units, and the rows that tell them apart.
-- rule:    M34: of what is inspected, drawn and published the latest report of
--          each place, a row by the day of its stage; a bit per cause: 1 rows
--          instead of enterprises, 2 other kinds, 4 inspected by the day but
--          entered after it, 8 without a result where one is needed, 16 R7, R9
--          or R10, 32 dated after the day, 64 of another unit but in a task of
--          this one, 128 by the provincial bureau, 256 no longer exported; 2,
--          8, 32 and 64 are rows that we do not count, 4, 16, 128 and 256 rows
--          that we do
create macro latest_reports(as_of, units, counties) as table
select
    concat_ws(' ', metric, unit, county) as place,
    metric,
    list_position(['已检查户数', '已抽取户数', '已公示户数'], metric)
        as metric_order,
    unit,
    county,
    county_code,
    reported_on,
    reported_value,
    counted_count,
    reported_value - counted_count as reported_gap_value
from report_gaps
where metric_order is not null
    and reported_on <= as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
qualify reported_on = max(reported_on) over (partition by place);

create macro report_visits(as_of, units, counties) as table
with

reports as (

    select
        place,
        metric as report_metric,
        metric_order,
        unit as report_unit,
        county as report_county,
        county_code as report_county_code,
        reported_on
    from latest_reports(as_of, units, counties)
    where reported_gap_value <> 0

),

placed as (

    select reports.*, facts.*, false as is_foreign
    from reports
    inner join task_facts as facts
        on reports.report_unit = facts.unit
        and (
            reports.report_county is null
            or reports.report_county_code = facts.county_code
        )
    union all
    select reports.*, facts.*, true as is_foreign
    from reports
    inner join task_summaries as tasks
        on reports.report_unit = tasks.unit
    inner join task_facts as facts
        on tasks.task_id = facts.task_id
        and reports.report_unit <> facts.unit
    where reports.report_county is null

),

staged as (

    select
        *,
        case metric_order
            when 1 then inspected_on
            when 2 then drawn_on
            when 3 then if(inspected_on is null, null, published_on)
        end as stage_on
    from placed

),

withdrawn as (

    select task_summaries.task_id, withdrawn_rows.entity_id
    from withdrawn_rows
    inner join task_summaries
        on withdrawn_rows.task_no = task_summaries.task_no

)

select
    staged.*,
    if(entity_kind <> '企业', 2, 0)
    | if(
        metric_order = 1
        and has_entry_date
        and inspected_on <= reported_on
        and entered_on > reported_on,
        4,
        0
    )
    | if(has_result or metric_order = 2, 0, 8)
    | if(main_result in ('R7', 'R9', 'R10'), 16, 0)
    | if(stage_on > reported_on, 32, 0)
    | if(is_foreign, 64, 0)
    | if(is_provincial_check, 128, 0)
    | if(withdrawn.entity_id is not null, 256, 0) as cause_bits
from staged
cross join campaign
left join withdrawn
    on staged.task_id = withdrawn.task_id
    and staged.entity_id = withdrawn.entity_id
where staged.stage_on between campaign.year_from_on and as_of
    and (
        metric_order = 2
        or staged.inspected_on >= campaign.year_from_on
    );

create macro counts_as(cause_bits, option_bits) as
    (cause_bits & ~option_bits & 106) = 0
    and (cause_bits & option_bits & 404) = 0;

create macro report_causes() as table
select *
from (
    values
    (1, 2, 'other_kinds'),
    (2, 4, 'late_entry'),
    (3, 8, 'no_result'),
    (4, 16, 'gone'),
    (5, 32, 'after_day'),
    (6, 64, 'other_unit'),
    (7, 128, 'provincial'),
    (8, 256, 'withdrawn'),
    (9, 1, 'visits')
) as causes (cause_order, cause_bit, cause);
