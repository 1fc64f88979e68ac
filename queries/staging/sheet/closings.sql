-- 关闭拒收 | closings: loaded rows that say all that a row refused elsewhere says of its thing.
-- grain:   one row per such pair, the refused row of another sheet
-- rule:    the same table, and every key column that the refused row says is the same
insert into staged_closings
with

wanted as (

    select
        *,
        count(*) over (partition by sheet_no, source_row) as said_count
    from staged_reject_keys
    where table_name = getvariable('table_in_hand')

),

cells as (

    select
        sheet_no,
        source_row,
        columns(lambda name: is_key_column(name))::varchar
    from loaded

),

said as (

    unpivot cells
    on columns(lambda name: name not in ('sheet_no', 'source_row'))
    into name column_name value cell

),

-- Most rows name something else.
named as (

    select distinct said.sheet_no, said.source_row
    from said
    semi join wanted
        using (column_name, cell)
    where is_naming_column(said.column_name)

)

select
    said.sheet_no,
    said.source_row,
    wanted.sheet_no as refused_sheet_no,
    wanted.source_row as refused_row
from said
semi join named
    using (sheet_no, source_row)
inner join wanted
    using (column_name, cell)
where said.sheet_no <> wanted.sheet_no
group by all
having count(*) = any_value(wanted.said_count)
