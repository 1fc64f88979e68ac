-- 抽查计划 | plans: what they bind, and which provincial plan each takes up.
-- grain:   plan_no
-- rule:    the notice, part 1 (2); 省局本级 where a plan names no unit; a local
--          plan without a provincial number is matched by its name
with

provincial_names as (

    select
        plans.name as plan_name,
        min(plan_no) as plan_no
    from plans
    where level = '省级'
    group by plans.name

)

select
    plans.plan_no,
    plans.plan_year,
    plans.name,
    plans.level,
    plans.lead_office,
    coalesce(plans.unit, '省局本级') as unit,
    plans.county_code,
    ref_counties.county,
    plans.provincial_plan_no,
    case
        when plans.level = '省级' then plans.plan_no
        else coalesce(
            numbered.plan_no,
            case
                when plans.provincial_plan_no is null then named.plan_no
            end
        )
    end as root_plan_no,
    plans.ratio_text,
    plans.ratio,
    plans.ratio_qualifier,
    plans.count_text,
    plans.planned_count,
    plans.count_qualifier,
    plans.window_from,
    plans.window_to,
    plans.period_text,
    plans.draw_kind,
    plans.joint,
    plans.item_level,
    coalesce(plans.is_professional, false) as is_professional,
    plans.state
from plans
left join plans as numbered
    on plans.provincial_plan_no = numbered.plan_no
    and numbered.level = '省级'
left join provincial_names as named
    on plans.name = named.plan_name
left join ref_counties
    on plans.county_code = ref_counties.county_code
order by plans.plan_no
