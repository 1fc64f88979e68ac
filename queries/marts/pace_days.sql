-- 时间进度 | pace days: for every as-of date, how much time is gone and left.
-- grain:   day
-- rule:    M6a, M8: working days after the notice, the deadline included; M9:
--          the weeks before a day are whole weeks that end on it; M35: the
--          deadline has ended on the days after it; M1: the floor of the
--          province in force
with

numbered as (

    select
        day,
        workday_no,
        row_number() over (order by day nulls first) as day_no
    from workdays

),

rules_of_pace as (

    select
        max(
            case when parameter = 'plan_window_share' then parameter_value end
        ) as plan_window_share,
        max(
            case when parameter = 'pace_short_weeks' then parameter_value end
        ) as short_weeks,
        max(
            case when parameter = 'pace_long_weeks' then parameter_value end
        ) as long_weeks
    from ref_parameters

)

select
    numbered.day,
    campaign.campaign_workday_count,
    case
        when campaign.campaign_workday_count is not null
            then least(
                greatest(numbered.workday_no - campaign.notice_workday_no, 0),
                campaign.campaign_workday_count
            )
    end as elapsed_count,
    campaign.campaign_workday_count - least(
        greatest(numbered.workday_no - campaign.notice_workday_no, 0),
        campaign.campaign_workday_count
    ) as left_count,
    numbered.workday_no,
    short_days.day as short_from_on,
    numbered.workday_no - short_days.workday_no as short_workday_count,
    long_days.day as long_from_on,
    numbered.workday_no - long_days.workday_no as long_workday_count,
    case when numbered.day > campaign.deadline_on then campaign.deadline_on end
        as ended_on,
    province.floor_ppm as province_floor_ppm,
    province.is_judged as is_province_judged,
    rules_of_pace.plan_window_share
from numbered
cross join campaign
cross join rules_of_pace
left join numbered as short_days
    on short_days.day_no
        = numbered.day_no - cast(7 * rules_of_pace.short_weeks as bigint)
left join numbered as long_days
    on long_days.day_no
        = numbered.day_no - cast(7 * rules_of_pace.long_weeks as bigint)
left join unit_targets as province
    on province.unit = '全省'
    and (province.valid_from_on <= numbered.day or province.is_first)
    and (
        province.next_version_on is null
        or province.next_version_on > numbered.day
    )
order by numbered.day
