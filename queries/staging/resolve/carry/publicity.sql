-- 公示与后续处置 | carried publicity: a day keeps to the state it belongs to.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; a new state has its own day
create or replace temp view said as
select
    * exclude (published_on, not_public_reason, closed_on, collected_on),
    case
        when published_on is not null or not_public_reason is not null
            then struct_pack(pub_text, published_on, not_public_reason)
    end as public_said,
    case when closed_on is not null then struct_pack(disposal_state_text, closed_on) end
        as closed_said,
    case when collected_on is not null then struct_pack(collected_text, collected_on) end
        as collected_said
from staged_in_hand
