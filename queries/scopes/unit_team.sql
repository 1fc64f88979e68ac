-- 本单位的行或组 | unit_team: rows or pairs of own units.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_units'), unit)
    or list_contains(getvariable('reader_units'), team_unit)
