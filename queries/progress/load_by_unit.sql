-- 人手测算 | People: what the gap needs, what there is, and whether it suffices.
-- grain:   合计 first, then one row per reporting unit in its order
-- 粒度:    合计在前，其后每个报告单位一行，按固定顺序
-- params:  $as_of, $units, $counties
-- columns: unit, people_verdict, needed_person_days, available_person_days,
--          short_person_days, gap_count, shortfall_count, inspector_count,
--          workdays_left_count, weeks_left, needed_per_week,
--          needed_per_inspector_week, recent_per_inspector_week
-- rule:    M8, M23: needed = gap x persons per visit / visits of a team and day
--          (both parameters, the second assumed); available = inspectors x
--          working days left, as if all of them did nothing else; short =
--          needed - available, at least 0; only 有效 inspectors whose certificate
--          has not expired count; enough, but slow: the pace of the last 4
--          weeks alone falls short (shortfall); five working days a week;
--          nothing is asked after the deadline; 合计 is the selection as one,
--          with the inspectors of its units: one unit's spare days help no
--          other
-- 规则:    M8、M23：需要人天＝差额×每户检查人数÷每组每日可查户数（均为参数，后者为
--          假设值）；现有人天＝执法人员×剩余工作日，即全部用于检查的上限；差人天＝
--          需要－现有，不小于0；只计有效且证件未到期的人员；够、速度不够＝仅按近4周速度
--          期限日尚差；每周五个工作日；期限之后不再要求；合计把所选范围作为整体，
--          人员为各单位之和，一个单位的富余不抵其他单位
-- base:    yes
-- small:   inspector_count > needed_per_inspector_week,
--          recent_per_inspector_week, available_person_days,
--          short_person_days, people_verdict
-- access:  aggregate
with

recent as (

    select
        if(grouping(days.unit) = 1, '合计', days.unit) as part,
        sum(days.row_count)::bigint as row_count
    from inspected_days as days
    inner join listed_units($units) as units
        on days.unit = units.unit
        and units.has_target
    inner join pace_days as today
        on today.day = $as_of
        and days.inspected_on > today.short_from_on
    where days.inspected_on <= $as_of
        and is_among(days.county_code, $counties)
    group by grouping sets ((days.unit), ())

),

staff as (

    select
        if(grouping(persons.unit) = 1, '合计', persons.unit) as part,
        count(*) as inspector_count
    from inspector_rows as persons
    inner join listed_units($units) as units
        on persons.unit = units.unit
        and units.has_target
    where persons.state = '有效'
        and (persons.cert_valid_to is null or persons.cert_valid_to >= $as_of)
        and is_among(persons.county_code, $counties)
    group by grouping sets ((persons.unit), ())

),

peopled as (

    select
        standing.*,
        today.short_workday_count / 5 as recent_weeks,
        coalesce(staff.inspector_count, 0) as inspector_count,
        coalesce(recent.row_count, 0) as recent_count,
        rules.inspectors_per_visit,
        rules.visits_per_pair_day
    from standings($as_of, $units, $counties) as standing
    cross join rules
    inner join pace_days as today
        on today.day = $as_of
    left join recent
        on standing.part = recent.part
    left join staff
        on standing.part = staff.part

),

measured as (

    select
        *,
        left_count / 5 as weeks_left,
        if(
            is_over,
            null,
            rate(gap_count * inspectors_per_visit, visits_per_pair_day)
        ) as needed_person_days,
        if(is_over, null, inspector_count * left_count::double)
            as available_person_days,
        gap_of(needed_person_days, available_person_days)
            as short_person_days,
        rate(gap_count * inspectors_per_visit, weeks_left * inspector_count)
            as needed_per_inspector_week,
        rate(
            recent_count * inspectors_per_visit, recent_weeks * inspector_count
        ) as recent_per_inspector_week
    from peopled

)

select
    part as unit,
    case
        when is_over then 'over'
        when gap_count is null then 'unknown'
        when gap_count = 0 then 'done'
        when short_person_days > 0 then 'short'
        when shortfall_count > 0 then 'slow'
        else 'enough'
    end as people_verdict,
    needed_person_days,
    available_person_days,
    short_person_days,
    gap_count,
    shortfall_count,
    inspector_count,
    left_count as workdays_left_count,
    weeks_left,
    rate(gap_count, weeks_left) as needed_per_week,
    needed_per_inspector_week,
    recent_per_inspector_week
from measured
order by is_whole desc, unit_order
