-- 比例目标 | floors: which floor holds for a unit, and from when to when.
-- grain:   unit, valid_from_on; 全省 is a unit of its own
-- rule:    the notice, part 1; a unit without a line takes that of 全省; in a
--          year without a notice there is no floor
with

scopes as (

    select
        unit,
        unit_order
    from ref_units
    where has_target
    union all
    select
        '全省' as unit,
        0 as unit_order

),

own as (

    select distinct scope
    from ref_targets

),

versions as (

    select
        scopes.unit,
        scopes.unit_order,
        ref_targets.floor_ppm,
        ref_targets.is_judged and ref_targets.scope = scopes.unit as is_judged,
        ref_targets.valid_from_on,
        ref_targets.source,
        ref_targets.note,
        ref_targets.note_en
    from scopes
    left join own
        on own.scope = scopes.unit
    left join ref_targets
        on ref_targets.scope = coalesce(own.scope, '全省')

)

select
    unit,
    unit_order,
    floor_ppm,
    is_judged,
    valid_from_on,
    lead(valid_from_on) over (
        partition by unit order by valid_from_on nulls first
    ) as next_version_on,
    row_number() over (
        partition by unit order by valid_from_on nulls first
    ) = 1 as is_first,
    source,
    note,
    note_en
from versions
order by unit_order, valid_from_on
