-- 日期存疑 | day doubts: which cells of a mapped column are no sure day.
-- grain:   rule_code, cell
-- columns: rule_code, cell, cell_count; most frequent first
-- rule:    by the rules that the import has; a blank cell is no doubt
with

plain as (

    select cell, half_width(tidy(cell)) as plain_cell
    from mapped_cells
    where cell is not null

),

judged as (

    select cell, date_doubt(plain_cell, as_date(plain_cell)) as rule_code
    from plain

)

select rule_code, cell, count(*) as cell_count
from judged
where rule_code is not null and rule_code <> 'date_long_term'
group by rule_code, cell
order by cell_count desc, cell
