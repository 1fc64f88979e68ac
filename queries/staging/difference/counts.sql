-- 差异 | counts: rows of one table that a later snapshot has more, otherwise or no more.
-- grain:   one row
-- columns: added_count, changed_count, gone_count
-- rule:    rows are told apart by their key; where several bear one, all that they say is
--          compared; files and places of rows are no content
with

earlier as (

    select row_key, count(*) as row_count, sum(row_content::hugeint) as contents
    from old_rows
    group by row_key

),

later as (

    select row_key, count(*) as row_count, sum(row_content::hugeint) as contents
    from new_rows
    group by row_key

)

select
    coalesce(sum(later.row_count) filter (where earlier.row_key is null), 0)::bigint
        as added_count,
    coalesce(
        sum(later.row_count) filter (where earlier.contents <> later.contents), 0
    )::bigint as changed_count,
    coalesce(sum(earlier.row_count) filter (where later.row_key is null), 0)::bigint
        as gone_count
from earlier
full join later
    on earlier.row_key = later.row_key
