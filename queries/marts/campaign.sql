-- 统计年度 | campaign: the statistical year, its dates and its notice's.
-- grain:   one row
-- rule:    periods.csv of the profile, rows of the year; without a notice no
--          dates of one; data date = the latest export of the year's facts, at
--          most its last day
with

exports as (

    select
        max(case when table_name is distinct from 'rules' then exported_on end)
            as last_exported_on,
        coalesce(bool_or(is_synthetic), false) as is_synthetic
    from files

),

periods as (

    select
        max(case when period = 'base' then until_on end) as base_on,
        max(case when period = 'campaign' then from_on end) as notice_on,
        max(case when period = 'campaign' then until_on end) as deadline_on
    from ref_periods

),

bounds as (

    select
        make_date(year, 1, 1) as year_from_on,
        make_date(year, 12, 31) as year_until_on
    from statistical_year

),

clocks as (

    select max(limit_days) as publication_limit_days
    from ref_clocks
    where clock = 'publication'

)

select
    least(exports.last_exported_on, bounds.year_until_on) as data_date,
    exports.is_synthetic,
    periods.base_on,
    bounds.year_from_on,
    bounds.year_until_on,
    periods.notice_on,
    periods.deadline_on,
    noticed.workday_no as notice_workday_no,
    due.workday_no as deadline_workday_no,
    due.workday_no - noticed.workday_no as campaign_workday_count,
    clocks.publication_limit_days
from bounds
cross join periods
cross join exports
cross join clocks
left join workdays as noticed
    on noticed.day = periods.notice_on
left join workdays as due
    on due.day = periods.deadline_on
