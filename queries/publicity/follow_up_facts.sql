-- 处罚与列入明细 | Penalties and listings: decisions about entities.
-- grain:   one row per decision or entry of a list, latest first
-- 粒度:    每项决定或列入一行，近的在前
-- params:  $as_of, $units, $counties, $kinds
-- columns: fact_kind, document_no, happened_on, ended_on, entity_code, name,
--          unit, deciding_office, reason, content, fine_yuan, source_file,
--          sheet, source_row
-- rule:    decided or listed up to the as-of date, undated ones at the data
--          date only; matched by code, else by a name that one entity bears;
--          facts of other procedures, in no rate
-- 规则:    截至统计日作出的处罚和列入；没有日期的只在数据日期列出；按代码匹配，无代码
--          按唯一的名称；属其他程序的事实，不计入任何比率
-- access:  named
select
    follow_up_rows.kind as fact_kind,
    follow_up_rows.document_no,
    follow_up_rows.happened_on,
    follow_up_rows.ended_on,
    follow_up_rows.entity_code,
    follow_up_rows.name,
    follow_up_rows.unit,
    follow_up_rows.office as deciding_office,
    follow_up_rows.reason,
    follow_up_rows.content,
    follow_up_rows.fine_yuan,
    follow_up_rows.source_file,
    follow_up_rows.sheet,
    follow_up_rows.source_row
from follow_up_rows
cross join campaign
where coalesce(follow_up_rows.happened_on, campaign.data_date) <= $as_of
    and is_among(follow_up_rows.unit, $units)
    and is_among(follow_up_rows.county_code, $counties)
    and is_among(follow_up_rows.entity_kind, $kinds)
order by
    follow_up_rows.happened_on desc nulls last,
    follow_up_rows.kind,
    follow_up_rows.entity_code,
    follow_up_rows.document_no
