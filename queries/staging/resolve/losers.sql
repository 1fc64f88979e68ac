-- 被取代行 | losers: rows of any sheet that give way to another row.
-- grain:   sheet_no, source_row
-- rule:    the later export of a key wins; winner_row is null where the whole task row
--          was exported again; is_equal: of one file and saying the same
create or replace temp table losers (
    sheet_no integer,
    source_row integer,
    winner_sheet_no integer,
    winner_row integer,
    is_equal boolean
);

-- Fields of rows in force that come from older rows.
create or replace temp table carried (
    sheet_no integer,
    source_row integer,
    column_name varchar,
    from_sheet_no integer,
    from_row integer
);

-- Rows in force that older ones fill, and those that leave the tables.
create or replace temp table filled_rows (sheet_no integer, source_row integer);

create or replace temp table leaving as
select sheet_no, source_row from losers
