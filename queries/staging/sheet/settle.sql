-- 逐行结局 | outcome: which rows of the sheets in hand are refused, repeated or loaded.
-- grain:   refused and repeated: one row each; loaded: one row per row kept
-- rule:    only rows that say the same are duplicates, the first counts; rows that differ
--          in a cell that nobody can read do not; rows of one key that contradict each
--          other are loaded, and one of them is chosen later
create or replace temp table refused as
select
    sheet_no,
    source_row,
    case when overflow then 'too_many_cells' else reject_code end as reason_code,
    case when overflow then null else reject_column end as column_name
from cleaned
where overflow or reject_code is not null;

create or replace temp table repeated as
with

kept as (

    select cleaned.* exclude (overflow, reject_code, reject_column)
    from cleaned
    anti join refused
        using (sheet_no, source_row)

),

repeated_keys as (

    select sheet_no, row_key
    from kept
    group by sheet_no, row_key
    having count(*) > 1

),

alike as (

    select
        kept.sheet_no,
        kept.source_row,
        min(kept.source_row) over (
            partition by
                row(*columns(lambda name: name not in ('source_row', 'doubts'))),
                unread_texts(kept.doubts)
        ) as first_row
    from kept
    semi join repeated_keys
        using (sheet_no, row_key)

)

select sheet_no, source_row, first_row
from alike
where source_row > first_row;

create or replace temp view loaded as
select cleaned.* exclude (overflow, reject_code, reject_column, row_key, doubts)
from cleaned
anti join refused
    using (sheet_no, source_row)
anti join repeated
    using (sheet_no, source_row);

insert into staged_warnings
select sheet_no, source_row, doubt.*
from (
    select cleaned.sheet_no, cleaned.source_row, unnest(cleaned.doubts) as doubt
    from cleaned
    anti join refused
        using (sheet_no, source_row)
    anti join repeated
        using (sheet_no, source_row)
    where len(cleaned.doubts) > 0
);
