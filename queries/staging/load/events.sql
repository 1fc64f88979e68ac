-- 大事记 | events: marks on time charts.
-- grain:   happened_on, unit, event
-- columns: those of queries/canonical/events.sql
-- rule:    an event without a unit concerns the province
select
    events.happened_on,
    coalesce(names.unit, events.unit_text) as unit,
    events.event,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    events.source_row
from staged_events as events
inner join sheets
    using (sheet_no)
left join small_rows as names
    using (sheet_no, source_row)
