-- 报送 | sent rows: up to which day each unit has sent which table.
-- grain:   unit, table_name
-- rule:    the latest file that holds rows of the unit; its latest fact
select
    unit,
    table_name,
    max(exported_on) as exported_on,
    max(last_fact_on) as last_fact_on,
    cast(sum(row_count) as bigint) as row_count,
    count(distinct file) as file_count
from sent_units
group by unit, table_name
order by unit, table_name
