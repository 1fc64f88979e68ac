-- 事项与对象覆盖 | Coverage: items used, and county and industry cells visited.
-- grain:   one row per reporting unit in its order; 合计 last
-- 粒度:    每个报告单位一行，按固定顺序；合计在最后
-- params:  $as_of, $units, $counties
-- columns: unit, item_count, used_item_count, item_coverage_rate, cell_count,
--          visited_cell_count, object_coverage_rate, unvisited_entity_count
-- rule:    M22: items of the list checked at least once; cells of county and
--          industry (letter of GB/T 4754) with enterprises 存续, established by
--          the as-of date, and an inspection; unvisited = enterprises in
--          the cells without one; only years that were imported can be looked
--          back on
-- 规则:    M22：清单内至少检查过一次的事项；截止日有存续企业的县与行业（GB/T 4754
--          门类）格中已有检查的格；未覆盖企业＝尚无检查的格中的企业；只能回看已导
--          入的年份
-- small:   unvisited_entity_count
-- access:  aggregate
with

listed as (

    select count(*) as item_count
    from item_list
    where is_listed

),

used as (

    select
        item_days.unit,
        count(distinct item_days.item_code) as used_item_count
    from item_days
    inner join item_list
        on item_days.item_code = item_list.item_code
        and item_list.is_listed
    where item_days.inspected_on <= $as_of
        and is_among(item_days.unit, $units)
        and is_among(item_days.county_code, $counties)
    group by grouping sets ((item_days.unit), ())

),

cells as (

    select
        unit,
        count(*) as cell_count,
        count(*) filter (where is_visited) as visited_cell_count,
        sum(entity_count) filter (where not is_visited)
            as unvisited_entity_count
    from industry_cells_on($as_of, $units, $counties)
    group by grouping sets ((unit), ())

),

parts as (

    select
        unit,
        unit_order
    from listed_units($units)
    where has_target
    union all
    select
        null as unit,
        99 as unit_order

)

select
    coalesce(parts.unit, '合计') as unit,
    listed.item_count,
    coalesce(used.used_item_count, 0) as used_item_count,
    rate(coalesce(used.used_item_count, 0), listed.item_count)
        as item_coverage_rate,
    coalesce(cells.cell_count, 0) as cell_count,
    coalesce(cells.visited_cell_count, 0) as visited_cell_count,
    rate(cells.visited_cell_count, cells.cell_count) as object_coverage_rate,
    coalesce(cells.unvisited_entity_count, 0)::bigint as unvisited_entity_count
from parts
cross join listed
left join used
    on parts.unit is not distinct from used.unit
left join cells
    on parts.unit is not distinct from cells.unit
order by parts.unit_order
