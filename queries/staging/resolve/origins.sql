-- 字段来源 | origins: the older row from which each field of a filled row comes.
-- grain:   adds to carried one row per field
-- rule:    of the rows that said what the field now says the latest
insert into carried
with

fields as (

    unpivot (
        select columns(lambda name: name not in ('own_key', 'name_key'))
        from (
            select
                sheet_no,
                source_row,
                columns(lambda name: name not in ('sheet_no', 'source_row'))::varchar
            from fillings
        )
    )
    on columns(lambda name: name not in ('sheet_no', 'source_row'))
    into name column_name value cell

),

told as (

    unpivot (
        select
            sheet_no,
            source_row,
            columns(lambda name: name not in ('sheet_no', 'source_row'))::varchar
        from staged_in_hand
        semi join lines
            using (sheet_no, source_row)
    )
    on columns(lambda name: name not in ('sheet_no', 'source_row'))
    into name column_name value cell

),

gained as (

    select
        fields.*,
        lines.key_a,
        lines.key_b,
        lines.key_c,
        lines.age
    from fields
    inner join lines
        using (sheet_no, source_row)
    anti join told
        on
            fields.sheet_no = told.sheet_no
            and fields.source_row = told.source_row
            and fields.column_name = told.column_name

)

select
    gained.sheet_no,
    gained.source_row,
    exported_column(gained.column_name) as column_name,
    max_by(older.sheet_no, older.age) as from_sheet_no,
    max_by(older.source_row, older.age) as from_row
from gained
inner join lines as older
    on
        gained.key_a is not distinct from older.key_a
        and gained.key_b is not distinct from older.key_b
        and gained.key_c is not distinct from older.key_c
        and gained.age > older.age
inner join told
    on
        older.sheet_no = told.sheet_no
        and older.source_row = told.source_row
        and gained.column_name = told.column_name
        and gained.cell = told.cell
group by gained.sheet_no, gained.source_row, gained.column_name;
