-- 被取代行 | losers: rows of any sheet that a later row replaces.
-- grain:   sheet_no, source_row
-- rule:    the later export of a key wins
create or replace temp table losers (
    sheet_no integer,
    source_row integer,
    winner_sheet_no integer
)
