-- 计入的行 | Counted rows: each row that a figure counts, and from which day on.
-- grain:   one row per entity and task that counts
-- 粒度:    计入该数的每个主体、每个任务一行
-- params:  $as_of, $units, $counties, $figure
-- columns: unit, entity_id, task_no, counted_on, known_on
-- rule:    M2a-c of enterprises, M12 and M13 of rows; figure = drawn, checked,
--          published, problem, due, on_time; counted on: the day of the draw,
--          inspection, publication; of what falls due the due day, if it was
--          published by then, else the day after; known on: for inspections the
--          day on which they had happened and were entered, else the same day
-- 规则:    M2a–c 为企业，M12、M13 为户次；计入日：抽取、检查、公示之日；到期的为
--          到期日（到期前已公示）或其次日；得知日：检查为既已检查又已录入之日，
--          其余同计入日
-- base:    yes
-- access:  named
with

staged as (

    select
        facts.unit,
        facts.entity_id,
        facts.task_id,
        case $figure
            when 'drawn' then facts.drawn_on
            when 'checked' then facts.inspected_on
            when 'published' then facts.published_on
        end as counted_on,
        if(
            $figure = 'checked' and facts.has_entry_date,
            greatest(facts.inspected_on, facts.entered_on),
            counted_on
        ) as known_on
    from task_facts as facts
    cross join campaign
    where facts.entity_kind = '企业'
        and is_among(facts.unit, $units)
        and is_among(facts.county_code, $counties)
        and if(
            $figure = 'drawn',
            facts.drawn_on >= campaign.year_from_on,
            facts.is_inspected
        )

),

answered as (

    select
        unit,
        entity_id,
        task_id,
        case
            when $figure = 'problem' then inspected_on
            when published_on <= publication_due_on then publication_due_on
            else publication_due_on + 1
        end as counted_on
    from publicity_facts(
        $as_of, $units, $counties, null, null, null, null, null, null, null,
        null
    )
    where case $figure
        when 'problem' then is_problem and is_applicable
        when 'due' then is_due
        when 'on_time' then is_due and published_on <= publication_due_on
    end

),

counted as (

    select *
    from staged
    union all
    select *, counted_on as known_on
    from answered

)

select
    counted.unit,
    counted.entity_id,
    task_summaries.task_no,
    counted.counted_on,
    counted.known_on
from counted
inner join task_summaries
    on counted.task_id = task_summaries.task_id
where counted.counted_on <= $as_of
order by counted.unit, counted.entity_id, task_summaries.task_no
