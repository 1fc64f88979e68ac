-- 同键行 | contested: rows of the table in hand that share a key, over all years.
-- grain:   sheet_no, source_row
-- rule:    rows that gave way are among them: what they say may still hold
create or replace temp table contested as
with

shared as (

    select key_a, key_b, key_c
    from keyed
    group by key_a, key_b, key_c
    having count(*) > 1

)

select keyed.*, sheets.exported_on
from keyed
inner join shared
    on
        keyed.key_a is not distinct from shared.key_a
        and keyed.key_b is not distinct from shared.key_b
        and keyed.key_c is not distinct from shared.key_c
inner join sheets
    using (sheet_no)
