-- 抽查计划 | plans: plan rows of every level.
-- grain:   plan_no, year of export
-- columns: those of queries/canonical/plans.sql
-- rule:    the level is exported, or that of the office which made the plan; a
--          plan is of enterprises where every object it names is one
with

kinds as (

    select
        spoken.sheet_no,
        spoken.source_row,
        bool_and(coalesce(synonyms.value = '企业', false)) as is_of_enterprises
    from (
        select
            sheet_no,
            source_row,
            unnest(object_kind_texts) as kind_text
        from staged_plans
    ) as spoken
    left join synonyms
        on
            synonyms.domain = 'entity_kind'
            and synonyms.source_system = '*'
            and synonyms.raw_value = as_key(spoken.kind_text)
    group by spoken.sheet_no, spoken.source_row

),

placed as (

    select
        plans.*,
        coalesce(levels.value, makers.level, counties.level, cities.level) as level,
        coalesce(counties.unit, makers.unit, cities.unit, offices.unit) as unit,
        coalesce(counties.county_code, makers.county_code) as county_code
    from staged_plans as plans
    left join synonyms as levels
        on
            levels.domain = 'level'
            and levels.source_system = '*'
            and levels.raw_value = plans.level_text
    left join places as makers
        on coalesce(plans.made_by, plans.level_text) = makers.place_text
    left join places as counties
        on plans.county_text = counties.place_text
    left join places as cities
        on plans.city_text = cities.place_text
    left join places as offices
        on plans.lead_office = offices.place_text

)

select
    placed.plan_no,
    placed.plan_year,
    placed.name,
    placed.level,
    placed.lead_office,
    case when placed.level = '省级' or placed.unit = '省局本级' then null else placed.unit end
        as unit,
    case when placed.level in ('县级', '所级') then placed.county_code end as county_code,
    placed.provincial_plan_no,
    placed.ratio_text,
    placed.ratio,
    placed.ratio_qualifier,
    try_cast(placed.planned_count as integer) as planned_count,
    placed.count_text,
    placed.count_qualifier,
    kinds.is_of_enterprises,
    placed.window_from,
    placed.window_to,
    placed.period_text,
    draw_kinds.value as draw_kind,
    joints.value as joint,
    item_levels.value as item_level,
    professional.value = 'true' as is_professional,
    placed.risk_fields,
    coalesce(states.value, placed.state_text) as state,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    placed.source_row
from placed
inner join sheets
    using (sheet_no)
left join kinds
    on placed.sheet_no = kinds.sheet_no and placed.source_row = kinds.source_row
left join synonyms as draw_kinds
    on
        draw_kinds.domain = 'draw_kind'
        and draw_kinds.source_system = '*'
        and draw_kinds.raw_value = placed.draw_kind_text
left join synonyms as joints
    on
        joints.domain = 'joint'
        and joints.source_system = '*'
        and joints.raw_value = placed.joint_text
left join synonyms as item_levels
    on
        item_levels.domain = 'item_level'
        and item_levels.source_system = '*'
        and item_levels.raw_value = placed.item_level_text
left join synonyms as professional
    on
        professional.domain = 'bool'
        and professional.source_system = '*'
        and professional.raw_value = placed.professional_text
left join synonyms as states
    on
        states.domain = 'plan_state'
        and states.source_system = '*'
        and states.raw_value = placed.state_text
