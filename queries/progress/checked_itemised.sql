-- 已检查户数构成 | Inspected, itemised: what stands inside the headline figure.
-- grain:   one row per reporting unit in its order; 未映射 last, if not empty
-- 粒度:    每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties
-- columns: unit, checked_count, kept_count, not_found_count, r7_count,
--          r9_count, r10_count, new_count, unregistered_count, late_count,
--          provincial_count, carried_count
-- rule:    M2, M29, M35: not found = all inspections so far ended in R7, R9 or
--          R10, by code with overlaps; kept = without those that only had R9 or
--          R10; new = registered after the base, and not in the register: both
--          outside the base; late = first inspected after the deadline;
--          provincial = carried out by the provincial bureau; carried =
--          inspected, but not drawn in the year by then: drawn the year before
-- 规则:    M2、M29、M35：未实际查到＝历次检查均为R7、R9或R10，按结果分列（可
--          重复）；剔除R9、R10后为仅有R9、R10者以外；新设（基数日之后登记）和
--          不在名录库的在基数之外；逾期＝期限后首次检查；其中省局实施单列；
--          上年抽取＝已检查而年内至此未抽取
-- base:    yes
-- small:   checked_count; kept_count; not_found_count; r7_count; r9_count;
--          r10_count; new_count; unregistered_count; late_count;
--          provincial_count; carried_count
-- parts:   kept_count + not_found_count; r7_count + r9_count + r10_count
-- access:  aggregate
with

found as (

    select distinct unit, entity_id
    from entity_firsts
    where found_on <= $as_of
        and is_among(county_code, $counties)

),

carried as (

    select
        unit,
        count(*) as carried_count
    from (
        select unit, entity_id
        from entity_firsts
        where entity_kind = '企业'
            and is_among(unit, $units)
            and is_among(county_code, $counties)
        group by unit, entity_id
        having min(checked_on) <= $as_of
            and coalesce(min(drawn_on) > $as_of, true)
    ) as entities
    group by unit

),

gone as (

    select
        facts.unit,
        count(distinct facts.entity_id)
            filter (where facts.main_result = 'R7') as r7_count,
        count(distinct facts.entity_id)
            filter (where facts.main_result = 'R9') as r9_count,
        count(distinct facts.entity_id)
            filter (where facts.main_result = 'R10') as r10_count
    from task_facts as facts
    anti join found
        on facts.unit = found.unit
        and facts.entity_id = found.entity_id
    where facts.is_inspected
        and facts.inspected_on <= $as_of
        and facts.entity_kind = '企业'
        and facts.main_result in ('R7', 'R9', 'R10')
        and is_among(facts.unit, $units)
        and is_among(facts.county_code, $counties)
    group by facts.unit

)

select
    units.unit,
    coalesce(counted.checked_count, 0) as checked_count,
    coalesce(counted.kept_count, 0) as kept_count,
    coalesce(counted.checked_count - counted.found_count, 0)
        as not_found_count,
    coalesce(gone.r7_count, 0) as r7_count,
    coalesce(gone.r9_count, 0) as r9_count,
    coalesce(gone.r10_count, 0) as r10_count,
    coalesce(counted.new_count, 0) as new_count,
    coalesce(counted.unregistered_count, 0) as unregistered_count,
    case
        when campaign.deadline_on is not null
            then coalesce(counted.late_count, 0)
    end as late_count,
    coalesce(counted.provincial_count, 0) as provincial_count,
    coalesce(carried.carried_count, 0) as carried_count
from listed_units($units) as units
cross join campaign
left join item_counts($as_of, $units, $counties) as counted
    on units.unit = counted.part
    and counted.entity_kind = '企业'
left join gone
    on units.unit = gone.unit
left join carried
    on units.unit = carried.unit
where units.has_target or counted.checked_count > 0
order by units.unit_order
