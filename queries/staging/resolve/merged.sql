-- 逐字段 | merged: each line with the latest value that it or an older file says.
-- grain:   sheet_no, source_row of lines, of keys of which one line says less
-- rule:    an absent column and an empty cell say nothing
create or replace temp table merged as
with

counted as (

    select
        lines.key_a,
        lines.key_b,
        lines.key_c,
        -- How many lines say a field, where not all do.
        nullif(count(columns(lambda name: is_field(name))), count(*))
    from lines
    inner join said
        using (sheet_no, source_row)
    group by lines.key_a, lines.key_b, lines.key_c

),

uneven as (

    select key_a, key_b, key_c
    from counted
    where greatest(
            *columns(lambda name: is_field(name))
        ) > 0

)

select
    lines.sheet_no,
    lines.source_row,
    last_value(
        columns(lambda name: is_field(name)) ignore nulls
    ) over (
        partition by lines.key_a, lines.key_b, lines.key_c
        order by lines.age
        rows between unbounded preceding and current row
    )
from lines
semi join uneven
    on
        lines.key_a is not distinct from uneven.key_a
        and lines.key_b is not distinct from uneven.key_b
        and lines.key_c is not distinct from uneven.key_c
inner join said
    using (sheet_no, source_row);
