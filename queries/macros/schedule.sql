-- 计划安排 | schedule: what windows of plans and tasks ask, as known on a day.
-- rule:    M6b, M9: a target is spread evenly over the working days of its
--          window; what has no window cannot be spread
create macro is_known(from_on, until_on, as_of) as
    (from_on is null or from_on <= as_of)
    and (until_on is null or until_on > as_of);

create macro known_windows(as_of) as table
select *
from schedule
where start_workday_no is not null
    and end_workday_no is not null
    and is_known(from_on, until_on, as_of);

create macro coming_by_unit(as_of, counties) as table
select
    windows.unit,
    sum(
        windows.target_count * case
            when windows.end_workday_no > windows.start_workday_no
                then cast(
                    least(
                        greatest(
                            campaign.deadline_workday_no,
                            windows.start_workday_no
                        ),
                        windows.end_workday_no
                    ) - least(
                        greatest(today.workday_no, windows.start_workday_no),
                        windows.end_workday_no
                    ) as double
                ) / (windows.end_workday_no - windows.start_workday_no)
            when windows.window_from > as_of
                and windows.window_from <= campaign.deadline_on then 1
            else 0
        end
    ) as coming_value
from known_windows(as_of) as windows
cross join campaign
inner join pace_days as today
    on today.day = as_of
where as_of < campaign.deadline_on
    and is_among(windows.county_code, counties)
group by windows.unit;

create macro windows_of(as_of, units, counties) as table
select
    start_workday_no,
    end_workday_no,
    min(window_from) as window_from,
    sum(target_count)::double as target_value
from known_windows(as_of)
where is_among(unit, units) and is_among(county_code, counties)
group by start_workday_no, end_workday_no;
