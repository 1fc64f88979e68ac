-- 事项覆盖 | Items: which of the list were checked, how often, with what result.
-- grain:   one row per item of the list, then items outside it, by code
-- 粒度:    清单内每个事项一行，其后为清单外事项，按编码
-- params:  $as_of, $units, $counties
-- columns: item_code, name, item_class, item_level, is_listed, unit_count,
--          checked_count, problem_count, is_empty
-- rule:    M22: items used / items of the list
-- 规则:    M22：已用事项÷清单事项
-- small:   checked_count; problem_count
-- access:  aggregate
with

counted as (

    select
        item_code,
        count(distinct unit) as unit_count,
        sum(checked_count)::bigint as checked_count,
        sum(problem_count)::bigint as problem_count
    from item_days
    where inspected_on <= $as_of
        and is_among(unit, $units)
        and is_among(county_code, $counties)
    group by item_code

)

select
    item_list.item_code,
    item_list.name,
    item_list.item_class,
    item_list.item_level,
    item_list.is_listed,
    coalesce(counted.unit_count, 0) as unit_count,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.problem_count, 0) as problem_count,
    counted.item_code is null as is_empty
from item_list
left join counted
    on item_list.item_code = counted.item_code
where item_list.is_listed or counted.item_code is not null
order by item_list.is_listed desc, item_list.item_code
