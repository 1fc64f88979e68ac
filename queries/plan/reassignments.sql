-- 指派改派 | Reassignments: rows handed from one office to another, and their fate.
-- grain:   one row per unit and pair of launching offices, most rows first
-- 粒度:    每个单位、每对发起处室一行，户次多的在前
-- params:  $as_of, $units, $counties, $offices
-- columns: unit, from_office, to_office, moved_count, arrived_count,
--          inspected_count, missing_count
-- rule:    a row moved away counts where it arrived, not here: only where
--          指派去向 names another task of the snapshot that holds the entity,
--          never after an inspection; by draw date, since exports give no date
--          of the 指派; missing = not among the rows of this year; to_office is
--          the task where its launching office is unknown
-- 规则:    只有指派去向写明快照中另一任务、该任务确有该户、且该户尚未检查的，才算改派；
--          改派走的户次计在接收的任务，不计在原任务；导出表没有指派日期，按抽取日
--          计；未见＝本年度的户次中没有；接收任务未注明处室的列出任务编号
-- small:   moved_count; arrived_count; inspected_count; missing_count
-- parts:   arrived_count + missing_count
-- sums:    moved_count, arrived_count, inspected_count, missing_count
-- access:  aggregate
select
    unit,
    coalesce(from_office, '未注明处室') as from_office,
    coalesce(to_office, moved_to) as to_office,
    count(*) as moved_count,
    count(*) filter (where has_arrived) as arrived_count,
    count(*) filter (where visited_on <= $as_of) as inspected_count,
    count(*) filter (where not has_arrived) as missing_count
from moved_rows
where drawn_on <= $as_of
    and is_among(unit, $units)
    and is_among(county_code, $counties)
    and is_among(from_office, $offices)
group by
    unit, coalesce(from_office, '未注明处室'), coalesce(to_office, moved_to)
order by moved_count desc, unit, from_office, to_office
