-- 源已撤回明细 | Withdrawn rows listed: each one, and who took it out when.
-- grain:   task_no, entity_id
-- 粒度:    每个任务、主体一行
-- params:  $units
-- columns: task_no, entity_code, name, unit, source_system, held_on, gone_on,
--          decided_by, decided_at, source_file, sheet, source_row
-- rule:    held_on is the last export that held the row, gone_on the latest
--          export of its task; without a decision the row still counts
-- 规则:    最后见于＝最后一次载有该户次的导出；撤回见于＝该任务最近一次导出；没有移出
--          决定的照旧计入
-- access:  named
select
    task_no,
    entity_code,
    name,
    unit,
    source_system,
    held_on,
    gone_on,
    decided_by,
    decided_at as decided_at,
    source_file,
    sheet,
    source_row
from withdrawn_rows
where is_among(unit, $units)
order by withdrawn_rows.decided_at is not null, task_no, entity_code
