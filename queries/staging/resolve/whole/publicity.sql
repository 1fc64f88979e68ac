-- 公示与后续处置 | carried publicity: a day keeps to the state it belongs to.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; a new state has its own day
create or replace temp view whole_rows as
select
    * exclude (public_said, closed_said, collected_said),
    case when is_said_of(public_said.pub_text, pub_text) then public_said.published_on end
        as published_on,
    case
        when is_said_of(public_said.pub_text, pub_text)
            then public_said.not_public_reason
    end as not_public_reason,
    case
        when is_said_of(closed_said.disposal_state_text, disposal_state_text)
            then closed_said.closed_on
    end as closed_on,
    case
        when is_said_of(collected_said.collected_text, collected_text)
            then collected_said.collected_on
    end as collected_on
from merged
