-- 指派去向 | assignments: what the 指派去向 of each task row means.
-- grain:   task_no, entity_id with a 指派去向
-- rule:    it takes a row away only where it names another task of the snapshot that
--          holds the entity, never after an inspection, and only along a chain that
--          ends at a row which stays; every other value is who carries it out
create or replace temp table drawn_rows as
select
    results.task_no,
    ids.entity_id,
    max(results.moved_to) as assigned_to,
    max(results.inspected_on) is not null as is_inspected
from staged_inspection_results as results
inner join ids_inspection_results as ids
    using (sheet_no, source_row)
group by results.task_no, ids.entity_id
union all by name
select
    publicity.task_no,
    ids.entity_id,
    publicity.moved_to as assigned_to,
    false as is_inspected
from staged_publicity as publicity
inner join ids_publicity as ids
    using (sheet_no, source_row);

create or replace temp table assigned_rows as
select
    drawn_rows.task_no,
    drawn_rows.entity_id,
    max(drawn_rows.assigned_to) as assigned_to,
    as_document_no(half_width(max(drawn_rows.assigned_to))) as named_no,
    bool_or(drawn_rows.is_inspected) or max(results.result_code) is not null
        as is_inspected
from drawn_rows
left join results
    using (task_no, entity_id)
group by drawn_rows.task_no, drawn_rows.entity_id
having max(drawn_rows.assigned_to) is not null;

create or replace temp table moves as
with recursive

wishes as (

    select distinct
        assigned_rows.task_no,
        assigned_rows.entity_id,
        assigned_rows.named_no as moved_to
    from assigned_rows
    inner join drawn_rows as receiving
        on
            assigned_rows.named_no = receiving.task_no
            and assigned_rows.entity_id = receiving.entity_id
    where
        not assigned_rows.is_inspected
        and assigned_rows.named_no <> assigned_rows.task_no

),

staying as (

    select wishes.moved_to as task_no, wishes.entity_id
    from wishes
    anti join wishes as own
        on wishes.moved_to = own.task_no and wishes.entity_id = own.entity_id
    union
    select wishes.task_no, wishes.entity_id
    from wishes
    inner join staying
        on wishes.moved_to = staying.task_no and wishes.entity_id = staying.entity_id

)

select wishes.task_no, wishes.entity_id, wishes.moved_to
from wishes
semi join staying
    using (task_no, entity_id);

create or replace temp table assignments as
select
    assigned_rows.task_no,
    assigned_rows.entity_id,
    assigned_rows.assigned_to,
    moves.moved_to,
    case when moves.moved_to is null and places.place_text is not null
        then assigned_rows.assigned_to end as office,
    case
        when moves.moved_to is not null or places.place_text is not null then null
        when assigned_rows.named_no in (
            select task_no from drawn_rows
            union
            select task_no from staged_tasks
        ) then 'move_not_followed'
        else 'office_unknown'
    end as rule_code
from assigned_rows
left join moves
    using (task_no, entity_id)
left join places
    on assigned_rows.assigned_to = places.place_text
