-- 应交材料 | carried duties: a day of receipt keeps to the state it belongs to.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; a new state has its own day
create or replace temp view whole_rows as
select
    * exclude (receipt_said),
    case when is_said_of(receipt_said.state, state) then receipt_said.received_on end
        as received_on
from merged
