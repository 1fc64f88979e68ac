-- 同键行 | contested: rows of the table in hand that share a key, over all years.
-- grain:   sheet_no, source_row
-- rule:    rows that a later export of their task replaced whole share nothing
create or replace temp table contested as
with

waiting as (

    select keyed.*
    from keyed
    anti join losers
        using (sheet_no, source_row)

),

shared as (

    select key_a, key_b, key_c
    from waiting
    group by key_a, key_b, key_c
    having count(*) > 1

)

select waiting.*, sheets.exported_on
from waiting
inner join shared
    on
        waiting.key_a is not distinct from shared.key_a
        and waiting.key_b is not distinct from shared.key_b
        and waiting.key_c is not distinct from shared.key_c
inner join sheets
    using (sheet_no)
