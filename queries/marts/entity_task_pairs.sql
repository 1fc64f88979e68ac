-- 同一对象的两个任务 | task pairs: two tasks with the same entity, close in time.
-- grain:   entity_id, first_task_id, second_task_id; first = drawn first
-- rule:    M20: within N days, by window (before the visit) or by inspection
--          (after it); N in data/reference/parameters.csv
with

numbered as (

    select
        day,
        row_number() over (order by day nulls first) as day_no
    from workdays

),

rows as (

    select
        task_facts.entity_id,
        task_facts.task_id,
        task_facts.unit,
        task_facts.county_code,
        task_facts.entity_kind,
        task_facts.drawn_on,
        task_facts.visited_on,
        inspected_days.day_no as inspected_no,
        opening.day_no as window_from_no,
        closing.day_no as window_to_no
    from task_facts
    inner join task_summaries
        on task_facts.task_id = task_summaries.task_id
    left join numbered as opening
        on task_summaries.window_from = opening.day
    left join numbered as closing
        on task_summaries.window_to = closing.day
    left join numbered as inspected_days
        on task_facts.is_inspected
        and task_facts.inspected_on = inspected_days.day

),

pairs as (

    select
        first_rows.entity_id,
        first_rows.entity_kind,
        first_rows.task_id as first_task_id,
        second_rows.task_id as second_task_id,
        first_rows.unit as first_unit,
        second_rows.unit as second_unit,
        first_rows.county_code as first_county_code,
        second_rows.county_code as second_county_code,
        second_rows.drawn_on,
        first_rows.visited_on as first_inspected_on,
        second_rows.visited_on as second_inspected_on,
        greatest(
            second_rows.window_from_no - first_rows.window_to_no,
            first_rows.window_from_no - second_rows.window_to_no,
            0
        ) as known_gap_days,
        first_rows.window_from_no is not null
            and first_rows.window_to_no is not null
            and second_rows.window_from_no is not null
            and second_rows.window_to_no is not null as has_windows,
        abs(second_rows.inspected_no - first_rows.inspected_no)
            as inspection_gap_days
    from rows as first_rows
    inner join rows as second_rows
        on first_rows.entity_id = second_rows.entity_id
        and (
            first_rows.drawn_on < second_rows.drawn_on
            or first_rows.drawn_on = second_rows.drawn_on
            and first_rows.task_id < second_rows.task_id
        )

),

close_pairs as (

    select
        pairs.*,
        case when pairs.has_windows then pairs.known_gap_days end
            as window_gap_days
    from pairs
    inner join ref_parameters as repeat_window
        on repeat_window.parameter = 'repeat_window_days'
    where pairs.has_windows
        and pairs.known_gap_days <= repeat_window.parameter_value
        or pairs.inspection_gap_days <= repeat_window.parameter_value

),

shared_items as (

    select
        close_pairs.entity_id,
        close_pairs.first_task_id,
        close_pairs.second_task_id,
        bool_or(first_items.is_checked and second_items.is_checked)
            as is_checked_twice
    from close_pairs
    inner join item_rows as first_items
        on close_pairs.first_task_id = first_items.task_id
        and close_pairs.entity_id = first_items.entity_id
    inner join item_rows as second_items
        on close_pairs.second_task_id = second_items.task_id
        and close_pairs.entity_id = second_items.entity_id
        and first_items.item_code = second_items.item_code
    group by
        close_pairs.entity_id,
        close_pairs.first_task_id,
        close_pairs.second_task_id

)

select
    close_pairs.entity_id,
    close_pairs.entity_kind,
    close_pairs.first_task_id,
    close_pairs.second_task_id,
    close_pairs.first_unit,
    close_pairs.second_unit,
    close_pairs.first_county_code,
    close_pairs.second_county_code,
    first_tasks.lead_office as first_office,
    second_tasks.lead_office as second_office,
    first_tasks.level as first_level,
    second_tasks.level as second_level,
    first_tasks.source_system as first_source,
    second_tasks.source_system as second_source,
    coalesce(first_tasks.source_system = '自有系统', false)
        <> coalesce(second_tasks.source_system = '自有系统', false)
        as is_across_systems,
    first_tasks.plan_no as first_plan_no,
    second_tasks.plan_no as second_plan_no,
    first_tasks.joint as first_joint,
    second_tasks.joint as second_joint,
    first_tasks.draw_kind as first_draw_kind,
    second_tasks.draw_kind as second_draw_kind,
    coalesce(first_tasks.one_plus_x, false)
        or coalesce(second_tasks.one_plus_x, false) as one_plus_x,
    close_pairs.drawn_on,
    close_pairs.first_inspected_on,
    close_pairs.second_inspected_on,
    close_pairs.window_gap_days,
    greatest(first_tasks.window_from, second_tasks.window_from)
        as joint_from_on,
    least(first_tasks.window_to, second_tasks.window_to) as joint_to_on,
    close_pairs.inspection_gap_days,
    case
        when close_pairs.inspection_gap_days is not null
            then greatest(
                close_pairs.first_inspected_on, close_pairs.second_inspected_on
            )
    end as repeated_on,
    shared_items.entity_id is not null as has_same_item,
    coalesce(shared_items.is_checked_twice, false) as is_same_item_repeat
from close_pairs
inner join task_summaries as first_tasks
    on close_pairs.first_task_id = first_tasks.task_id
inner join task_summaries as second_tasks
    on close_pairs.second_task_id = second_tasks.task_id
left join shared_items
    on close_pairs.entity_id = shared_items.entity_id
    and close_pairs.first_task_id = shared_items.first_task_id
    and close_pairs.second_task_id = shared_items.second_task_id
order by
    close_pairs.first_task_id,
    close_pairs.second_task_id,
    close_pairs.entity_id
