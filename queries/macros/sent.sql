-- 报送 | sent: what each unit has sent, and which tables come now and then.
-- rule:    penalties, lists, recusals, items and events come when there are
--          any; every other table that any unit has sent is expected of each
--          unit with a target, weekly but for the base
create macro is_occasional(table_name) as
    table_name in ('penalties', 'listings', 'recusals', 'items', 'events');

create macro sent_tables(as_of, units) as table
with

expected as (

    select reporting_units.unit, tables.table_name
    from reporting_units
    cross join sent_rows as tables
    where reporting_units.has_target
        and not is_occasional(tables.table_name)
    union
    select sent_rows.unit, sent_rows.table_name
    from sent_rows
    inner join reporting_units
        on sent_rows.unit = reporting_units.unit

)

select
    expected.unit,
    expected.table_name,
    sent_rows.exported_on,
    sent_rows.last_fact_on,
    sent_rows.row_count as sent_row_count,
    sent_rows.file_count,
    sent_rows.exported_on is null
    or (
        expected.table_name <> 'stock_table'
        and not is_occasional(expected.table_name)
        and sent_rows.exported_on < date_trunc('week', as_of::date)
    ) as is_missing
from expected
left join sent_rows
    on
        expected.unit = sent_rows.unit
        and expected.table_name = sent_rows.table_name
where is_among(expected.unit, units);
