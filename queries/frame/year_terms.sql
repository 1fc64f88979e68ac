-- 年度用词 | Terms of the year: deadline, base and floor that sentences name.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of
-- columns: year_from_on, notice_on, deadline_on, base_on, floor_rate
-- rule:    the notice of the year; null where the year has none; the floor is
--          that of the whole province in force on the day
-- 规则:    取当年通知；当年没有通知的为空；比例为当日有效的全省比例
-- public:  yes
-- access:  aggregate
select
    campaign.year_from_on,
    campaign.notice_on,
    campaign.deadline_on,
    campaign.base_on,
    max(unit_targets.floor_ppm) / 1000000 as floor_rate
from campaign
left join unit_targets
    on unit_targets.unit = '全省'
    and is_in_force(
        unit_targets.valid_from_on,
        unit_targets.next_version_on,
        unit_targets.is_first,
        $as_of
    )
group by all
