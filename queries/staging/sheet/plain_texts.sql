-- 文本整理 | plain texts: the texts of columns in which few texts repeat, tidied once.
-- grain:   number, in order
-- columns: plain_text
-- rule:    as in `data`
with

tidied as (

    select number, column_name, tidy(cell) as tidy_cell
    from texts

)

select if(is_half_width_column(column_name), half_width(tidy_cell), tidy_cell) as plain_text
from tidied
order by number
