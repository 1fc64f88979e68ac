-- 计划 | plans: those chosen, and which county has which provincial one.
-- rule:    M26: a county has a plan where one of its own level names it; M27:
--          a provincial plan is taken up by its number, else by its name
create macro chosen_plans(
    units, counties, offices, plans, joints, draw_kinds
) as table
select *
from plan_rows
where is_among(unit, units)
    and is_among(county_code, counties)
    and is_among(lead_office, offices)
    and is_among(plan_no, plans)
    and is_among(joint, joints)
    and is_among(draw_kind, draw_kinds);

create macro county_plans(units, counties := null) as table
select
    ref_counties.unit,
    ref_units.unit_order,
    ref_counties.county_code,
    ref_counties.county,
    count(local_plans.plan_no) as plan_count,
    count(distinct local_plans.root_plan_no) as taken_up_count
from ref_counties
inner join ref_units
    on ref_counties.unit = ref_units.unit
left join plan_rows as local_plans
    on ref_counties.county_code = local_plans.county_code
    and local_plans.level = '县级'
where ref_counties.is_supervised
    and is_among(ref_counties.unit, units)
    and is_among(ref_counties.county_code, counties)
group by
    ref_counties.unit,
    ref_units.unit_order,
    ref_counties.county_code,
    ref_counties.county;

create macro uptake_cells(units, counties := null) as table
select
    places.unit,
    places.unit_order,
    places.county_code,
    places.county,
    provincial.plan_no,
    provincial.name as plan_name,
    provincial.lead_office,
    case
        when places.plan_count = 0 then '无计划'
        when min(local_plans.plan_no) is null then '未承接'
        else '已承接'
    end as state,
    min(local_plans.plan_no) as local_plan_no,
    places.plan_count > 0 as has_plan
from county_plans(units, counties) as places
inner join plan_rows as provincial
    on provincial.level = '省级'
left join plan_rows as local_plans
    on places.county_code = local_plans.county_code
    and provincial.plan_no = local_plans.root_plan_no
    and local_plans.level = '县级'
group by
    places.unit,
    places.unit_order,
    places.county_code,
    places.county,
    places.plan_count,
    provincial.plan_no,
    provincial.name,
    provincial.lead_office;
