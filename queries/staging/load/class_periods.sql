-- 信用风险分类 | class periods: the dates on which an entity's class changed.
-- grain:   entity_id, valid_from
-- columns: those of queries/canonical/class_periods.sql
-- rule:    changes only; on one day the class history wins over the register
with

spoken as (

    select
        ids.entity_id,
        classes.class_on as valid_from,
        classes.class_text,
        classes.class_score as score,
        1 as weight,
        classes.sheet_no,
        classes.source_row
    from staged_class_history as classes
    inner join ids_class_history as ids
        using (sheet_no, source_row)
    union all
    select
        ids.entity_id,
        coalesce(register.class_on, sheets.exported_on) as valid_from,
        register.class_text,
        register.class_score as score,
        0 as weight,
        register.sheet_no,
        register.source_row
    from staged_register as register
    inner join ids_register as ids
        using (sheet_no, source_row)
    inner join sheets
        using (sheet_no)
    where register.class_text is not null

),

classed as (

    select
        spoken.entity_id,
        spoken.valid_from,
        synonyms.value as risk_class,
        spoken.score,
        spoken.weight,
        spoken.sheet_no,
        spoken.source_row
    from spoken
    inner join synonyms
        on
            synonyms.domain = 'risk_class'
            and synonyms.source_system = '*'
            and synonyms.raw_value = spoken.class_text

),

dated as (

    select
        *,
        lead(valid_from) over (
            partition by entity_id
            order by valid_from, weight, sheet_no, source_row
        ) as next_from
    from classed

),

daily as (

    select
        *,
        lag(risk_class) over (
            partition by entity_id
            order by valid_from
        ) as class_before
    from dated
    where next_from is distinct from valid_from

)

select
    daily.entity_id,
    daily.valid_from,
    daily.risk_class,
    daily.score,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    daily.source_row
from daily
inner join sheets
    using (sheet_no)
where daily.risk_class is distinct from daily.class_before
