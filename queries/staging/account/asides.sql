-- 逐表未载入 | asides of sheets: how many rows of which kind were not loaded.
-- grain:   sheet_no, aside_kind, most frequent first
-- columns: sheet_no, aside_kind, row_count, is_like_data
-- rule:    rejects apart
select sheet_no, aside_kind, sum(row_count)::bigint as row_count, bool_or(is_like_data) as is_like_data
from staged_set_aside
where sheet_no is not null
group by sheet_no, aside_kind
order by sheet_no, row_count desc, aside_kind
