-- Enterprises inspected with a result up to a day, each once per unit.
select
    task_rows.unit,
    count(distinct task_rows.entity_id) as entity_count
from task_rows
inner join entities
    on task_rows.entity_id = entities.entity_id
where entities.entity_kind = '企业'
    and task_rows.moved_to is null
    and task_rows.inspected_on <= ?
    and exists (
        select 1
        from results
        where results.task_no = task_rows.task_no
            and results.entity_id = task_rows.entity_id
    )
group by task_rows.unit
order by task_rows.unit
