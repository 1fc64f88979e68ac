-- 案例候选明细 | Candidate rows: each row that a candidate rests on.
-- grain:   one row per task and entity
-- 粒度:    每个任务、每个主体一行
-- params:  $as_of, $units, $candidate, $subject
-- columns: unit, task_no, entity_code, name, inspected_on, main_result,
--          is_problem, disposal_state, closed_on, closed_workday_count,
--          source_file, sheet, source_row
-- rule:    the rows of case_candidates of this kind and subject; of merging
--          those of entities that two tasks inspected, of overlap those that
--          two tasks wait for
-- 规则:    案例候选中该种类、该对象所依据的户次；合并检查为两个任务都检查过的主体的
--          户次，重叠任务为两个任务都待查的户次
-- access:  named
with

led as (

    select
        unit,
        task_no
    from class_excess($as_of)

),

paired as (

    select
        entity_id,
        first_task_id,
        second_task_id
    from entity_task_pairs
    where first_inspected_on <= $as_of
        and second_inspected_on <= $as_of
        and first_unit = $subject
        and $candidate = 'merging'
    union all
    select
        waiting.entity_id,
        waiting.first_task_id,
        waiting.second_task_id
    from waiting_pairs($as_of) as waiting
    where $candidate = 'overlap'

),

chosen as (

    select
        facts.*,
        tasks.task_no,
        facts.is_inspected
        and facts.is_applicable
        and facts.inspected_on <= $as_of as is_counted
    from task_facts as facts
    inner join task_summaries as tasks
        on facts.task_id = tasks.task_id
    where is_among(facts.unit, $units)
        and case $candidate
            when 'unit_gain' then tasks.task_no in (
                select led.task_no from led where led.unit = $subject
            )
            when 'sector'
                then list_contains(tasks.risk_fields, $subject)
            when 'closure' then facts.unit = $subject
            when 'merging' then true
            else list_contains(string_split($subject, '、'), tasks.task_no)
        end

)

select
    chosen.unit,
    chosen.task_no,
    row_details.entity_code,
    row_details.name,
    chosen.inspected_on,
    chosen.main_result,
    chosen.is_problem,
    chosen.disposal_state,
    if(chosen.closed_on <= $as_of, closures.done_on, null) as closed_on,
    if(closures.done_on <= $as_of, closures.workday_count, null)
        as closed_workday_count,
    chosen.source_file,
    chosen.sheet,
    chosen.source_row
from chosen
cross join rules
inner join row_details
    on chosen.task_id = row_details.task_id
    and chosen.entity_id = row_details.entity_id
left join clock_rows as closures
    on closures.clock = 'closure'
    and chosen.task_id = closures.task_id
    and chosen.entity_id = closures.entity_id
where case
    when $candidate = 'closure' then not closures.is_undated
        and not closures.is_early
        and workday_no_of($as_of) - closures.start_workday_no
        >= rules.closure_age_short_days
    when $candidate in ('merging', 'overlap') then exists(
        select 1
        from paired
        where paired.entity_id = chosen.entity_id
            and chosen.task_id
            in (paired.first_task_id, paired.second_task_id)
    )
    else chosen.is_counted
        and (
            $candidate not in ('task_gain', 'unit_gain')
            or chosen.risk_class in (select risk_class from class_scheme)
        )
end
order by chosen.task_no, row_details.entity_code
