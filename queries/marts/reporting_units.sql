-- 报告单位 | reporting units: in their order, what fits no unit after them.
-- grain:   unit; 省局本级 has no target; 未映射 last
-- rule:    units.csv of the profile; 未映射 is shown only where it has rows
select
    unit,
    unit_order,
    name_en,
    full_name,
    is_key_city,
    has_target,
    has_case_duty,
    false as is_unmapped
from ref_units
union all
select
    '未映射' as unit,
    99 as unit_order,
    'Unmapped' as name_en,
    '未映射' as full_name,
    false as is_key_city,
    false as has_target,
    false as has_case_duty,
    true as is_unmapped
order by unit_order
