-- 拒收行的键 | keys of refused rows: what each of them says of the thing it is about.
-- grain:   sheet_no, source_row, column_name
-- rule:    a number that lost digits says nothing; a row that says nobody and nothing by
--          name, code or number has no key
insert into staged_reject_keys
with

cells as (

    select
        cleaned.sheet_no,
        cleaned.source_row,
        refused.reason_code,
        columns(lambda name: is_key_column(name))::varchar
    from cleaned
    inner join refused
        using (sheet_no, source_row)

),

said as (

    unpivot cells
    on columns(lambda name: name not in ('sheet_no', 'source_row', 'reason_code'))
    into name column_name value cell

)

select
    sheet_no,
    source_row,
    getvariable('table_in_hand')::varchar as table_name,
    column_name,
    cell
from said
where
    not (reason_code = 'number_damaged' and column_name in ('task_no', 'plan_no'))
    and not is_no_task(cell)
qualify
    bool_or(is_naming_column(column_name)) over (partition by sheet_no, source_row)
