-- 统计年度 | campaign: the year that a snapshot is about, with its dates.
-- grain:   one row
-- rule:    data/reference/periods.csv; data date = the latest export date
with

exports as (

    select
        max(exported_on) as data_date,
        coalesce(bool_or(is_synthetic), false) as is_synthetic
    from files

),

periods as (

    select
        max(case when period = 'base' then until_on end) as base_on,
        max(case when period = 'year' then from_on end) as year_from_on,
        max(case when period = 'year' then until_on end) as year_until_on,
        max(case when period = 'campaign' then from_on end) as notice_on,
        max(case when period = 'campaign' then until_on end) as deadline_on
    from ref_periods

),

clocks as (

    select max(limit_days) as publication_limit_days
    from ref_clocks
    where clock = 'publication'

)

select
    exports.data_date,
    exports.is_synthetic,
    periods.base_on,
    periods.year_from_on,
    periods.year_until_on,
    periods.notice_on,
    periods.deadline_on,
    noticed.workday_no as notice_workday_no,
    due.workday_no as deadline_workday_no,
    due.workday_no - noticed.workday_no as campaign_workday_count,
    clocks.publication_limit_days
from periods
cross join exports
cross join clocks
left join workdays as noticed
    on noticed.day = periods.notice_on
left join workdays as due
    on due.day = periods.deadline_on
