-- 逐行结局 | outcome: which rows of the sheets in hand are refused, repeated or loaded.
-- grain:   refused and repeated: one row each; loaded: one row per row kept
-- rule:    of rows with one key in one file the last counts, the others are duplicates
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

    select cleaned.sheet_no, cleaned.source_row, cleaned.row_key
    from cleaned
    anti join refused
        using (sheet_no, source_row)

),

repeated_keys as (

    select sheet_no, row_key, max(source_row) as last_row
    from kept
    group by sheet_no, row_key
    having count(*) > 1

)

select kept.sheet_no, kept.source_row
from kept
inner join repeated_keys
    on kept.sheet_no = repeated_keys.sheet_no and kept.row_key = repeated_keys.row_key
where kept.source_row < repeated_keys.last_row;

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
