-- 结果含义 | meanings: every exported result text of every source system as codes.
-- grain:   source_system, raw_text, result_code
-- rule:    by system, version and code; R0 is no result; unknown is RX

-- The system of a task, for rows that do not say their own; * where nobody says.
create or replace temp table task_systems as
select tasks.task_no, max(synonyms.value) as source_system
from staged_tasks as tasks
inner join synonyms
    on
        synonyms.domain = 'source_system'
        and synonyms.source_system = '*'
        and synonyms.raw_value = tasks.source_text
group by tasks.task_no;

create or replace temp table result_systems as
select
    results.sheet_no,
    results.source_row,
    coalesce(synonyms.value, task_systems.source_system, '*') as source_system
from staged_inspection_results as results
left join synonyms
    on
        synonyms.domain = 'source_system'
        and synonyms.source_system = '*'
        and synonyms.raw_value = results.source_text
left join task_systems
    on results.task_no = task_systems.task_no;

create or replace temp table current_codes as
with

systems as (

    select distinct source_system from result_systems

),

matching as (

    select
        systems.source_system,
        codes.raw_value,
        codes.result_code,
        codes.has_warning,
        row_number() over (
            partition by systems.source_system, codes.raw_value
            order by codes.source_system = '*', codes.version desc
        ) as preference
    from systems
    inner join ref_result_codes as codes
        on codes.source_system in (systems.source_system, '*')
    where codes.is_current

)

select source_system, raw_value, result_code, has_warning
from matching
where preference = 1;

create or replace temp table meanings as
with

texts as (

    select distinct systems.source_system, spoken.raw_text
    from (
        select sheet_no, source_row, item_result as raw_text
        from staged_inspection_results
        union all
        select sheet_no, source_row, object_result
        from staged_inspection_results
    ) as spoken
    inner join result_systems as systems
        using (sheet_no, source_row)
    where spoken.raw_text is not null

),

parts as (

    select
        texts.source_system,
        texts.raw_text,
        unnest(
            case
                when whole.result_code is not null then [as_key(texts.raw_text)]
                else list_transform(as_list(texts.raw_text), lambda part: as_key(part))
            end
        ) as part
    from texts
    left join current_codes as whole
        on
            texts.source_system = whole.source_system
            and as_key(texts.raw_text) = whole.raw_value

)

select distinct
    parts.source_system,
    parts.raw_text,
    parts.part,
    coalesce(current_codes.result_code, 'RX') as result_code,
    coalesce(current_codes.has_warning, true) as has_warning
from parts
left join current_codes
    on
        parts.source_system = current_codes.source_system
        and parts.part = current_codes.raw_value;
