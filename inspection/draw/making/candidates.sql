-- 抽取候选: one id, region, unit, class and group for each entity of the register.
-- grain:   one row per row of the registered table register_rows
-- params:  $is_blind, $as_of, $recent_days, $yearly_cap, $cooldown_draws
-- columns: entity, id, region, unit, class, group
-- rule:    ssj1, 1: smaller groups are exhausted first; a rule that is NULL does not apply
select
    regexp_replace(trim(coalesce(entity, '')), '[,"\s]+', ' ', 'g') as entity,
    coalesce(nullif(trim(uscc), ''), nullif(trim(reg_no), '')) as id,
    coalesce(region, '') as region,
    regexp_replace(trim(coalesce(unit, '')), '[,"\s]+', ' ', 'g') as unit,
    if($is_blind, '-', coalesce(risk_class, '')) as class,
    case
        when inspected_count >= $yearly_cap then 3
        when inspected_on > $as_of - $recent_days::integer then 2
        when draws_ago < $cooldown_draws then 1
        else 0
    end as "group"
from register_rows
