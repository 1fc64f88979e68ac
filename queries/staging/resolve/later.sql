-- 后出为准 | later export: of rows with one key the latest export counts.
-- grain:   adds to losers each row of the table in hand that a later one replaces
-- rule:    the later export of a key wins; in one file duplicates
insert into losers
with

shared as (

    select key_a, key_b, key_c
    from keyed
    group by key_a, key_b, key_c
    having count(*) > 1

),

ranked as (

    select
        keyed.sheet_no,
        keyed.source_row,
        row_number() over latest as place,
        first_value(keyed.sheet_no) over latest as winner_sheet_no
    from keyed
    inner join shared
        on
            keyed.key_a is not distinct from shared.key_a
            and keyed.key_b is not distinct from shared.key_b
            and keyed.key_c is not distinct from shared.key_c
    inner join sheets
        using (sheet_no)
    window latest as (
        partition by keyed.key_a, keyed.key_b, keyed.key_c
        order by sheets.exported_on desc, keyed.sheet_no desc, keyed.source_row desc
    )

)

select sheet_no, source_row, winner_sheet_no
from ranked
where place > 1;
