-- D类未抽中 | D not drawn: class D enterprises that no task of the year has drawn.
-- grain:   合计 first, then one row per reporting unit in its order with an
--          enterprise in D
-- params:  $as_of, $units, $counties, $sees_class
-- columns: unit, is_key_city, d_count, drawn_count, undrawn_count, undrawn_rate
-- rule:    notice.md N9: enterprises 存续 of the register, in class D on the
--          as-of date; drawn by any unit, 1 January to the as-of date; counts
--          under 5, and a sum that gives them away, only for the entitled
-- access:  aggregate
with

drawn as (

    select distinct entity_id
    from entity_firsts
    where entity_kind = '企业' and drawn_on <= $as_of

),

cells as (

    select max(parameter_value) as small_cell
    from ref_parameters
    where parameter = 'small_cell'

),

counted as (

    select
        d_firms.unit,
        count(*) as d_count,
        count(drawn.entity_id) as drawn_count,
        count(*) - count(drawn.entity_id) as undrawn_count
    from d_firms
    left join drawn
        on d_firms.entity_id = drawn.entity_id
    where d_firms.from_on <= $as_of
        and (d_firms.until_on is null or d_firms.until_on > $as_of)
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
    group by grouping sets ((d_firms.unit), ())

),

opened as (

    select
        counted.*,
        $sees_class
        or least(d_count, drawn_count, undrawn_count) >= cells.small_cell
            as is_open,
        $sees_class
        or min(least(d_count, drawn_count, undrawn_count)) over ()
            >= cells.small_cell as are_all_open
    from counted
    cross join cells

),

shown as (

    select
        *,
        case when unit is null then are_all_open else is_open end as is_shown
    from opened

)

select
    coalesce(shown.unit, '合计') as unit,
    coalesce(ref_units.is_key_city, false) as is_key_city,
    case when is_shown then d_count end as d_count,
    case when is_shown then drawn_count end as drawn_count,
    case when is_shown then undrawn_count end as undrawn_count,
    case when is_shown then undrawn_count / nullif(d_count, 0) end
        as undrawn_rate
from shown
left join ref_units
    on shown.unit = ref_units.unit
order by
    shown.unit is not null, ref_units.unit_order nulls last, shown.unit
