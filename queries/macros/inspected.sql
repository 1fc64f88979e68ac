-- 检查 | inspections: rows inspected up to a day, under what the reader chose.
-- rule:    指标口径·时点: inspected = dated in the year and with a result
create macro inspected_facts(
    as_of, units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select *
from chosen_facts(
    units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
)
where is_inspected and inspected_on <= as_of;

create macro month_of(day) as date_trunc('month', day)::date;
