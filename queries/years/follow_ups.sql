-- 处罚与列入 | follow-ups of the year and of all before it.
-- grain:   kind, entity_id, document_no, happened_on
-- rule:    a decision stays known; without a date it is of the year of its
--          export
select held_follow_ups.*
from held_follow_ups
cross join statistical_year
where year(
        coalesce(held_follow_ups.happened_on, held_follow_ups.exported_on)
    ) <= statistical_year.year
