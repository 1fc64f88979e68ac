-- 两任务之一属本处室 | office_pair: two tasks, one of own offices.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where list_contains(getvariable('reader_offices'), first_office)
    or list_contains(getvariable('reader_offices'), second_office)
