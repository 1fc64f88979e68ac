-- 报送 | sent: which tables are sent only when there is something to send.
-- rule:    penalties, lists, recusals, items and events come when there are any
create macro is_occasional(table_name) as
    table_name in ('penalties', 'listings', 'recusals', 'items', 'events');
