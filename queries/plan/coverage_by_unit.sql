-- 事项与对象覆盖 | Coverage: items used, and county and industry cells visited.
-- grain:   one row per reporting unit in its order; 合计 last
-- params:  $as_of, $units, $counties
-- columns: unit, item_count, used_item_count, item_coverage_rate, cell_count,
--          visited_cell_count, object_coverage_rate, unvisited_entity_count
-- rule:    M22: items of the list checked at least once; cells of county and
--          industry (letter of GB/T 4754) with enterprises 存续 and an
--          inspection; unvisited = enterprises in the cells without one; the
--          exports hold one year, so 三年未查 has no history to stand on
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
        and ($units is null or list_contains($units, item_days.unit))
        and (
            $counties is null
            or list_contains($counties, item_days.county_code)
        )
    group by grouping sets ((item_days.unit), ())

),

cells as (

    select
        unit,
        count(*) as cell_count,
        count(*) filter (where first_inspected_on <= $as_of)
            as visited_cell_count,
        coalesce(
            sum(entity_count) filter (
                where first_inspected_on is null or first_inspected_on > $as_of
            ),
            0
        )::bigint as unvisited_entity_count
    from industry_cells
    where ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by grouping sets ((unit), ())

),

parts as (

    select
        unit,
        unit as shown_unit,
        unit_order
    from ref_units
    where has_target and ($units is null or list_contains($units, unit))
    union all
    select
        null as unit,
        '合计' as shown_unit,
        99 as unit_order

)

select
    parts.shown_unit as unit,
    listed.item_count,
    coalesce(used.used_item_count, 0) as used_item_count,
    coalesce(used.used_item_count, 0) / nullif(listed.item_count, 0)
        as item_coverage_rate,
    coalesce(cells.cell_count, 0) as cell_count,
    coalesce(cells.visited_cell_count, 0) as visited_cell_count,
    coalesce(cells.visited_cell_count, 0)
        / nullif(coalesce(cells.cell_count, 0), 0) as object_coverage_rate,
    coalesce(cells.unvisited_entity_count, 0) as unvisited_entity_count
from parts
cross join listed
left join used
    on parts.unit is not distinct from used.unit
left join cells
    on parts.unit is not distinct from cells.unit
order by parts.unit_order
