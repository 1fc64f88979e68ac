-- 未实际查到 | gone rows: inspections whose firm was not there, and what follows.
-- grain:   task_id, entity_id
-- rule:    M32: main result R7, R9 or R10; found_on = the first day on which
--          the same unit found the entity, found_anywhere_on any unit; what
--          follows is a hint of this product: R7 the scope of the item is to be
--          checked; R9, R10 the register is to be checked where it still says
--          存续 or nothing, nothing more where it says otherwise, code and name
--          where the entity is not in it
with

visits as (

    select
        task_facts.task_id,
        task_facts.entity_id,
        task_facts.is_inspected
            and task_facts.main_result in ('R7', 'R9', 'R10') as is_gone,
        min(
            case
                when task_facts.is_inspected and task_facts.is_found
                    then task_facts.inspected_on
            end
        ) over (partition by task_facts.entity_id, task_facts.unit) as found_on,
        min(
            case
                when task_facts.is_inspected and task_facts.is_found
                    then task_facts.inspected_on
            end
        ) over (partition by task_facts.entity_id) as found_anywhere_on
    from task_facts

)

select
    task_facts.task_id,
    task_facts.entity_id,
    task_facts.unit,
    task_facts.county_code,
    task_facts.lead_office,
    task_facts.entity_kind,
    task_facts.source_system,
    task_facts.plan_no,
    task_facts.joint,
    task_facts.draw_kind,
    task_facts.one_plus_x,
    task_facts.tags,
    task_facts.inspected_on,
    task_facts.main_result,
    visits.found_on,
    visits.found_anywhere_on,
    entity_register.reg_status,
    case
        when task_facts.main_result = 'R7' then 'check_scope'
        when not coalesce(entity_register.in_register, false)
            then 'unregistered'
        when coalesce(entity_register.reg_status, '存续') = '存续'
            then 'check_register'
        else 'registered'
    end as gone_follow_up
from visits
inner join task_facts
    on visits.task_id = task_facts.task_id
    and visits.entity_id = task_facts.entity_id
left join entity_register
    on visits.entity_id = entity_register.entity_id
where visits.is_gone
order by
    task_facts.unit,
    task_facts.county_code,
    task_facts.inspected_on,
    task_facts.task_id,
    task_facts.entity_id
