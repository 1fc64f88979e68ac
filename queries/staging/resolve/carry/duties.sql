-- 应交材料 | carried duties: a day of receipt keeps to the state it belongs to.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; a new state has its own day
create or replace temp view said as
select
    * exclude (received_on),
    case when received_on is not null then struct_pack(state, received_on) end
        as receipt_said
from staged_in_hand
