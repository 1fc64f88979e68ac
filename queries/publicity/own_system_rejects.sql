-- 自有系统拒收 | Rejected own-system rows: what could not be taken, and why.
-- grain:   file, reason; most rows first
-- 粒度:    每个文件、每个原因一行；行数多的在前
-- params:  $units
-- columns: file, table_name, reason_code, reason, row_count
-- rule:    notice, part 3 (2): files that own-system rows came from, results
--          and publicity; a rejected row has no unit, so the unit of the file's
--          other rows decides
-- 规则:    通知第三部分（二）：自有系统各行所在的结果与公示文件；
--          被拒收的行没有单位，按同文件其他行的单位判断
-- sums:    row_count
-- access:  aggregate
with

own_files as (

    select distinct
        unnest([row_details.source_file, row_details.pub_file]) as file
    from task_facts
    inner join row_details
        on task_facts.task_id = row_details.task_id
        and task_facts.entity_id = row_details.entity_id
    where task_facts.source_system = '自有系统'
        and is_among(task_facts.unit, $units)

)

select
    reject_rows.file,
    reject_rows.table_name,
    reject_rows.reason_code,
    min(reject_rows.reason) as reason,
    count(*) as row_count
from reject_rows
inner join own_files
    on reject_rows.file = own_files.file
group by reject_rows.file, reject_rows.table_name, reject_rows.reason_code
order by row_count desc, reject_rows.file, reject_rows.reason_code
