-- 分类 | classes: enterprises by risk class on a day, and who may see a count.
-- rule:    M16: 存续 enterprises of the register, class in force on the day;
--          a count under small_cell is for the entitled; classes
--          by their place from the lowest risk up
create macro may_tell(sees_class, least_count) as
    sees_class or least_count >= (select rules.small_cell from rules);

create macro class_at(place) as (
    select risk_class
    from class_scheme
    where class_order = place
);

create macro worst_class() as (
    select risk_class
    from class_scheme
    where is_worst
);

create macro class_stock(as_of, units, counties) as table
select
    unit,
    county_code,
    risk_class,
    sum(change_count)::bigint as entity_count
from population_changes
where entity_kind = '企业'
    and changed_on <= as_of
    and is_among(unit, units)
    and is_among(county_code, counties)
group by unit, county_code, risk_class;

create macro d_firms_on(as_of, units, counties) as table
select
    *,
    entity_id in (
        select entity_id
        from entity_firsts
        where entity_kind = '企业' and drawn_on <= as_of
    ) as is_drawn
from d_firms
where is_known(from_on, until_on, as_of)
    and is_among(unit, units)
    and is_among(county_code, counties);
