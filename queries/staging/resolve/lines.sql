-- 逐表行 | lines: the row of each sheet that speaks for a key, oldest first.
-- grain:   sheet_no, source_row
-- rule:    keys of which several sheets speak; of one sheet the row that counts
create or replace temp table lines as
select
    *,
    row_number() over (
        partition by key_a, key_b, key_c
        order by exported_on, sheet_no
    ) as age
from (
    select *
    from contested
    qualify row_number() over (
        partition by key_a, key_b, key_c, sheet_no
        order by told_on desc nulls last, source_row desc
    ) = 1
)
qualify count(*) over (partition by key_a, key_b, key_c) > 1;
