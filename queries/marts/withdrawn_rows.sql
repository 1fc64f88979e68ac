-- 源已撤回 | withdrawals: rows of the year's tasks that are no longer exported.
-- grain:   task_no, entity_id
-- rule:    they count until a decision takes them out, by whom and when
select
    withdrawals.task_no,
    withdrawals.entity_id,
    withdrawals.entity_code,
    withdrawals.name,
    case
        when ref_units.unit is null then '未映射'
        else withdrawals.unit
    end as unit,
    withdrawals.source_system,
    withdrawals.held_on,
    withdrawals.gone_on,
    withdrawals.decided_by,
    case
        when withdrawals.decided_at is not null
            then left(concat_ws('', withdrawals.decided_at), 16)
    end as decided_at,
    withdrawals.source_file,
    withdrawals.sheet,
    withdrawals.source_row
from withdrawals
inner join task_summaries
    on withdrawals.task_no = task_summaries.task_no
left join ref_units
    on withdrawals.unit = ref_units.unit
order by withdrawals.task_no, withdrawals.entity_id
