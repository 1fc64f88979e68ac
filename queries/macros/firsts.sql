-- 首次 | firsts: entities by the first day of each stage, in places chosen.
-- rule:    M2: an entity counts once in what is counted as one: a county, a
--          unit (is_whole false) or the selection (is_whole true); null: both
create macro count_of(stage, wanted, entity_count) as
    sum(if(stage = wanted, entity_count, 0))::bigint;

create macro count_since(stage, first_on, from_on, entity_count) as
    sum(if(stage = 'checked' and first_on > from_on, entity_count, 0))::bigint;

create macro county_firsts(as_of) as table
select
    unit,
    county_code,
    entity_kind,
    stage,
    first_on,
    entity_count
from first_days
where first_on <= as_of
union all
select
    unit,
    county_code,
    entity_kind,
    stage,
    first_on,
    1 as entity_count
from scattered_firsts
where first_on <= as_of;

create macro wholes(is_whole) as table
select is_total
from (values (true), (false)) as parts (is_total)
where is_whole is null or is_total = is_whole;

create macro part_firsts(as_of, units, counties, is_whole) as table
select
    if(wholes.is_total, '合计', unit) as part,
    entity_kind,
    stage,
    first_on,
    entity_count
from first_days
cross join wholes(is_whole) as wholes
where first_on <= as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
union all
select
    if(wholes.is_total, '合计', unit) as part,
    entity_kind,
    stage,
    min(first_on) as first_on,
    1 as entity_count
from scattered_firsts
cross join wholes(is_whole) as wholes
where first_on <= as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
group by if(wholes.is_total, '合计', unit), entity_kind, stage, entity_id;

create macro stage_counts(as_of, units, counties, is_whole) as table
select
    firsts.part,
    firsts.entity_kind,
    count_of(firsts.stage, 'drawn', firsts.entity_count) as drawn_count,
    count_of(firsts.stage, 'checked', firsts.entity_count) as checked_count,
    count_of(firsts.stage, 'published', firsts.entity_count) as published_count,
    count_of(firsts.stage, 'kept', firsts.entity_count) as kept_count,
    count_since(firsts.stage, firsts.first_on, as_of - 7, firsts.entity_count)
        as week_count,
    count_since(
        firsts.stage, firsts.first_on, today.short_from_on, firsts.entity_count
    ) as short_count,
    count_since(
        firsts.stage, firsts.first_on, today.long_from_on, firsts.entity_count
    ) as long_count,
    count_since(
        firsts.stage, firsts.first_on, today.ended_on, firsts.entity_count
    ) as late_count
from part_firsts(as_of, units, counties, is_whole) as firsts
left join pace_days as today
    on today.day = as_of
group by firsts.part, firsts.entity_kind;

create macro item_counts(as_of, units, counties) as table
select
    firsts.part,
    firsts.entity_kind,
    count_of(firsts.stage, 'checked', firsts.entity_count) as checked_count,
    count_of(firsts.stage, 'found', firsts.entity_count) as found_count,
    count_of(firsts.stage, 'kept', firsts.entity_count) as kept_count,
    count_of(firsts.stage, 'new', firsts.entity_count) as new_count,
    count_of(firsts.stage, 'unregistered', firsts.entity_count)
        as unregistered_count,
    count_of(firsts.stage, 'provincial', firsts.entity_count)
        as provincial_count,
    count_since(
        firsts.stage,
        firsts.first_on,
        campaign.deadline_on,
        firsts.entity_count
    ) as late_count
from part_firsts(as_of, units, counties, false) as firsts
cross join campaign
group by firsts.part, firsts.entity_kind;

create macro repeated_units(as_of, units, counties) as (
    select count(*)
    from (
        select entity_id
        from scattered_firsts
        where entity_kind = '企业'
            and stage = 'checked'
            and first_on <= as_of
            and is_among(unit, units)
            and is_among(county_code, counties)
        group by entity_id
        having count(distinct unit) > 1
    ) as entities
);
