-- 责令改正 | orders: inspections that ordered a correction, and what came after.
-- rule:    ordered = result R5, or 责令改正 among the disposals; corrected = the
--          disposal is closed by the day; unstated = the export asks for no
--          disposal, so that nothing tells whether it was corrected; inspected
--          again = the first inspection of the entity after that day, in any
--          task; no document sets a limit: an open one is told by its age in
--          working days, in the bands of M15
create macro orders_on(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
with

orders as (

    select
        facts.unit,
        facts.county_code,
        facts.task_id,
        facts.entity_id,
        facts.inspected_on as ordered_on,
        facts.needs_disposal,
        facts.needs_disposal and is_by(facts.closed_on, as_of) as is_closed,
        is_closed and not facts.has_closure_date as is_undated,
        if(
            is_closed and facts.has_closure_date, facts.closed_on, null
        ) as closed_on
    from inspected_facts(
        as_of, units, counties, offices, kinds, sources, plans, joints,
        draw_kinds, is_one_plus_x, tag
    ) as facts
    inner join row_details
        on facts.task_id = row_details.task_id
        and facts.entity_id = row_details.entity_id
    where list_contains(row_details.disposal_kinds, '责令改正')
        or (facts.task_id, facts.entity_id) in (
            select (result_rows.task_id, result_rows.entity_id)
            from result_rows
            where result_rows.result_code = 'R5'
        )

),

visited as (

    select
        orders.task_id,
        orders.entity_id,
        min(facts.inspected_on) as reinspected_on,
        arg_min(facts.task_id, (facts.inspected_on, facts.task_id))
            as reinspecting_task_id,
        arg_min(facts.is_problem, (facts.inspected_on, facts.task_id))
            as is_problem_again
    from orders
    inner join task_facts as facts
        on orders.entity_id = facts.entity_id
        and facts.is_inspected
        and facts.inspected_on > orders.ordered_on
        and facts.inspected_on <= as_of
    group by orders.task_id, orders.entity_id

)

select
    orders.*,
    today.workday_no - ordered.workday_no as age_days,
    closed.workday_no - ordered.workday_no as closed_workday_count,
    visited.reinspected_on,
    visited.reinspecting_task_id,
    visited.is_problem_again,
    case
        when not orders.needs_disposal then 'unstated'
        when orders.is_closed then 'closed'
        when today.workday_no - ordered.workday_no
            <= rules.closure_age_short_days then 'open_short'
        when today.workday_no - ordered.workday_no
            <= rules.closure_age_long_days then 'open_middle'
        else 'open_long'
    end as order_state
from orders
cross join rules
inner join workdays as today
    on today.day = as_of
inner join workdays as ordered
    on orders.ordered_on = ordered.day
left join workdays as closed
    on orders.closed_on = closed.day
left join visited
    on orders.task_id = visited.task_id
    and orders.entity_id = visited.entity_id;
