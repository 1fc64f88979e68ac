-- 公报：每周检查 | Bulletin, weeks: enterprises first inspected, by unit.
-- grain:   unit, week; 合计 first, then every reporting unit in its order;
--          every week from the first of January to the as-of date
-- 粒度:    每个单位、每周一行，合计在前；1月1日至截止日期的每一周
-- params:  $as_of, $units
-- columns: unit, week_on, checked_count
-- rule:    M2b by the day of the first inspection; a week begins on Monday, the
--          last one ends on the as-of date
-- 规则:    M2b，按首次检查日期；一周自周一起，末周止于截止日期
-- base:    yes
-- small:   checked_count
-- public:  yes
-- access:  aggregate
with

weeks as (

    select date_trunc('week', workdays.day)::date as week_on
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on and $as_of
    group by date_trunc('week', workdays.day)

),

places as (

    select
        '合计' as unit,
        0 as place
    union all
    select
        unit,
        unit_order as place
    from unit_floors($as_of, $units, null)

),

firsts as (

    select *
    from part_firsts($as_of, $units, null, true)
    union all
    select *
    from part_firsts($as_of, $units, null, false)

),

counted as (

    select
        unit,
        week_on,
        place,
        0 as entity_count
    from places
    cross join weeks
    union all
    select
        places.unit,
        date_trunc('week', firsts.first_on)::date as week_on,
        places.place,
        firsts.entity_count
    from firsts
    inner join places
        on firsts.part = places.unit
    where firsts.entity_kind = '企业' and firsts.stage = 'checked'

)

select
    unit,
    week_on,
    sum(entity_count)::bigint as checked_count
from counted
group by unit, week_on, place
order by place, week_on
