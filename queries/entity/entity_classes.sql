-- 检查对象分类 | Classes: the classes of an entity, and those at each draw.
-- grain:   one row per class in force and per draw, latest first
-- 粒度:    每个生效的分类和每次抽取一行，近的在前
-- params:  $as_of, $units, $entity_id
-- columns: from_on, until_on, risk_class, task_no, source_file, sheet,
--          source_row
-- rule:    the class at draw time is frozen in the row; an internal reference,
--          for the entitled only; each with file and row
-- 规则:    抽取时的分类随户次固定；仅供内部参考，只供有权者；均注明文件和行
-- access:  class
with

known as (

    select
        class_spans.valid_from as from_on,
        class_spans.next_class_on as until_on,
        class_spans.risk_class,
        null as task_no,
        class_spans.source_file,
        class_spans.sheet,
        class_spans.source_row
    from class_spans
    where class_spans.entity_id = cast($entity_id as integer)
    union all
    select
        row_details.drawn_on as from_on,
        null as until_on,
        row_details.class_at_draw as risk_class,
        task_summaries.task_no,
        row_details.source_file,
        row_details.sheet,
        row_details.source_row
    from row_details
    inner join task_summaries
        on row_details.task_id = task_summaries.task_id
    where row_details.entity_id = cast($entity_id as integer)
        and row_details.class_at_draw is not null

)

select
    known.from_on,
    known_by(known.until_on, $as_of) as until_on,
    known.risk_class,
    known.task_no,
    known.source_file,
    known.sheet,
    known.source_row
from known
inner join entity_register
    on entity_register.entity_id = cast($entity_id as integer)
where coalesce(known.from_on <= $as_of, true)
    and is_among(entity_register.unit, $units)
order by known.from_on desc nulls last, known.task_no nulls first
