-- 集市各列 | held: the tables of a marts database with their columns.
-- grain:   one row per table
-- rule:    what a view is made of
select
    table_name,
    list(column_name) as column_names
from duckdb_columns()
where database_name = 'whole' and not internal
group by table_name
order by table_name
