-- 目标 | targets: what the floors in force on a day ask of the chosen places.
-- rule:    M1: stock of the base times the floor, rounded up, in integers; the
--          whole province is judged on its own floor, a selection on the sum
--          of its units' targets; what is asked of counties is for reference;
--          where the enterprises counted reach beyond the base there is neither
--          target nor rate
create macro target_of(stock_count, floor_ppm) as
    (stock_count * floor_ppm + 999999) // 1000000;

create macro rated_sum(part_count, is_beyond) as
    case when not bool_or(is_beyond) then sum(part_count)::bigint end;

create macro is_in_force(valid_from_on, next_version_on, is_first, as_of) as
    (valid_from_on <= as_of or is_first)
    and (next_version_on is null or next_version_on > as_of);

create macro county_floors(as_of) as table
select
    unit,
    county_code,
    stock_count,
    target_of(stock_count, floor_ppm) as target_count
from base_floors
where is_in_force(valid_from_on, next_version_on, is_first, as_of);

create macro unit_floors(as_of, units, counties) as table
select
    unit,
    unit_order,
    sum(stock_count)::bigint as stock_count,
    bool_or(is_baseless) as is_wide,
    rated_sum(stock_count, is_baseless) as rated_stock_count,
    max(floor_ppm) as floor_ppm,
    bool_or(is_judged) and counties is null as is_judged,
    target_of(rated_sum(stock_count, is_baseless), max(floor_ppm))
        as target_count
from base_floors
where is_in_force(valid_from_on, next_version_on, is_first, as_of)
    and is_among(unit, units)
    and is_among(county_code, counties)
group by unit, unit_order;

create macro province_floor(as_of, units, counties) as table
select
    max(floor_ppm) as floor_ppm,
    bool_or(is_judged) as is_judged
from unit_targets
where unit = '全省'
    and units is null
    and counties is null
    and is_in_force(valid_from_on, next_version_on, is_first, as_of);
