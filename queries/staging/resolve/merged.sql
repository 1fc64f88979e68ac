-- 逐字段 | merged: each line with the latest value that it or an older file says.
-- grain:   sheet_no, source_row of lines
-- rule:    an absent column and an empty cell say nothing
create or replace temp table merged as
select
    lines.sheet_no,
    lines.source_row,
    last_value(
        columns(lambda name: not is_column_of_lines(name)) ignore nulls
    ) over (
        partition by lines.key_a, lines.key_b, lines.key_c
        order by lines.age
        rows between unbounded preceding and current row
    )
from lines
inner join said
    using (sheet_no, source_row);
