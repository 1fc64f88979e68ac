-- 主体的各行 | Rows of entities: every row of these entities, with its stages.
-- grain:   one row per entity and task
-- 粒度:    每个主体、每个任务一行
-- params:  $as_of, $units, $entity_ids
-- columns: entity_id, task_no, unit, name, entity_code, entity_kind, drawn_on,
--          inspected_on, main_result, published_on
-- rule:    drawn by the as-of date, each stage as the snapshot has it
-- 规则:    截至统计日已抽取的，各环节按快照所载
-- access:  named
select
    facts.entity_id,
    task_summaries.task_no,
    facts.unit,
    row_details.name,
    row_details.entity_code,
    facts.entity_kind,
    facts.drawn_on,
    facts.inspected_on,
    facts.main_result,
    facts.published_on
from task_facts as facts
inner join task_summaries
    on facts.task_id = task_summaries.task_id
inner join row_details
    on facts.task_id = row_details.task_id
    and facts.entity_id = row_details.entity_id
where facts.entity_id in (select unnest($entity_ids))
    and facts.drawn_on <= $as_of
    and is_among(facts.unit, $units)
order by facts.entity_id, task_summaries.task_no
