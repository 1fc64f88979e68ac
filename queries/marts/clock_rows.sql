-- 期限 | clocks: each time limit of a task row, when it began, is due, and ended.
-- grain:   clock, task_id, entity_id
-- rule:    data/reference/clocks.csv; days count from the day after the start;
--          no limit: no due date; no start: 起算日不明; publication withheld with
--          a reason is waived; 列入经营异常名录 ends with the follow-up
with

calendar as (

    select
        day,
        is_workday,
        workday_no,
        row_number() over (order by day nulls first) as day_no
    from workdays

),

facts as (

    select
        task_facts.*,
        row_details.check_office,
        row_details.disposal_kinds,
        task_facts.pub_state = '不予公示'
            and task_facts.not_public_reason is not null as is_withheld
    from task_facts
    inner join row_details
        on task_facts.task_id = row_details.task_id
        and task_facts.entity_id = row_details.entity_id
    where task_facts.is_inspected
        or task_facts.has_result and task_facts.inspected_on is null

),

started as (

    select
        'publication' as clock,
        task_id,
        entity_id,
        inspected_on as start_on,
        published_on as done_on,
        has_publication_date as has_done_date,
        is_early_publication as is_early,
        coalesce(is_withheld, false) as is_waived
    from facts
    union all
    select
        'abnormal_list' as clock,
        task_id,
        entity_id,
        verified_on as start_on,
        case when needs_disposal then closed_on end as done_on,
        has_closure_date as has_done_date,
        false as is_early,
        false as is_waived
    from facts
    where is_inspected and array_contains(disposal_kinds, '列入经营异常名录')
    union all
    select
        'entry' as clock,
        task_id,
        entity_id,
        inspected_on as start_on,
        entered_on as done_on,
        has_entry_date as has_done_date,
        coalesce(has_entry_date and entered_on < inspected_on, false)
            as is_early,
        false as is_waived
    from facts
    where is_inspected
    union all
    select
        'collection' as clock,
        task_id,
        entity_id,
        case when has_entry_date then entered_on end as start_on,
        collected_on as done_on,
        has_collection_date as has_done_date,
        coalesce(
            has_entry_date
            and has_collection_date
            and collected_on < entered_on,
            false
        ) as is_early,
        false as is_waived
    from facts
    where is_inspected and source_system = '自有系统'
    union all
    select
        'closure' as clock,
        task_id,
        entity_id,
        inspected_on as start_on,
        closed_on as done_on,
        has_closure_date as has_done_date,
        coalesce(has_closure_date and closed_on < inspected_on, false)
            as is_early,
        false as is_waived
    from facts
    where is_inspected and is_problem and needs_disposal

),

limited as (

    select
        started.*,
        opened.workday_no as start_workday_no,
        opened.day_no as start_day_no,
        case
            when ref_clocks.day_kind = '工作日'
                then opened.workday_no + ref_clocks.limit_days
        end as due_workday_no,
        case
            when ref_clocks.day_kind = '自然日'
                then opened.day_no + ref_clocks.limit_days
        end as due_day_no
    from started
    inner join ref_clocks
        on started.clock = ref_clocks.clock
    left join calendar as opened
        on started.start_on = opened.day

),

working_days as (

    select
        day,
        workday_no
    from calendar
    where is_workday

)

select
    limited.clock,
    limited.task_id,
    limited.entity_id,
    facts.unit,
    facts.county_code,
    facts.lead_office,
    facts.check_office,
    facts.entity_kind,
    facts.source_system,
    facts.plan_no,
    facts.joint,
    facts.draw_kind,
    facts.one_plus_x,
    facts.tags,
    facts.inspected_on,
    facts.entry_state,
    facts.disposal_kinds,
    limited.start_on,
    limited.done_on,
    limited.has_done_date,
    limited.done_on is not null and not limited.has_done_date as is_undated,
    limited.is_early,
    limited.is_waived,
    coalesce(due_workdays.day, due_days.day) as due_on,
    limited.start_workday_no,
    ended.workday_no - limited.start_workday_no as workday_count,
    ended.day_no - limited.start_day_no as day_count
from limited
inner join facts
    on limited.task_id = facts.task_id
    and limited.entity_id = facts.entity_id
left join calendar as ended
    on limited.done_on = ended.day
left join working_days as due_workdays
    on limited.due_workday_no = due_workdays.workday_no
left join calendar as due_days
    on limited.due_day_no = due_days.day_no
order by limited.clock, facts.unit, facts.county_code, limited.entity_id
