-- 来源系统选项 | Choice of source systems: those that rows came from.
-- grain:   one row per source system, by name
-- 粒度:    每个来源系统一行，按名称
-- params:  $units
-- columns: source_system, row_count
-- rule:    the system that exported a row: 协同监管平台, 新平台, 自有系统
-- 规则:    户次出自哪个系统的导出表：协同监管平台、新平台、自有系统
-- access:  aggregate
select
    source_system,
    count(*) as row_count
from task_facts
where source_system is not null and is_among(unit, $units)
group by source_system
order by source_system
