-- 源已撤回 | Withdrawn rows: per task what its source no longer exports.
-- grain:   task_no, source_system, most rows first
-- 粒度:    每个任务、来源系统一行，行数多的在前
-- params:  $units
-- columns: task_no, source_system, withdrawn_count, still_counted_count,
--          taken_out_count, gone_on
-- rule:    a later export of the same source and task holds other rows of it,
--          not these; they count until one decision takes them out
-- 规则:    同一来源系统同一任务较晚的导出仍有该任务的其他户次、却不再有的户次；在作出
--          移出决定之前照旧计入
-- small:   withdrawn_count; still_counted_count; taken_out_count
-- parts:   still_counted_count + taken_out_count
-- sums:    withdrawn_count, still_counted_count, taken_out_count
-- access:  aggregate
select
    task_no,
    source_system,
    count(*) as withdrawn_count,
    count(*) filter (where decided_at is null) as still_counted_count,
    count(decided_at) as taken_out_count,
    max(gone_on) as gone_on
from withdrawn_rows
where is_among(unit, $units)
group by task_no, source_system
order by withdrawn_count desc, task_no, source_system
