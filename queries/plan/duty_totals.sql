-- 应交材料 n/m | Duties in short: how many are fulfilled of those owed.
-- grain:   one row
-- params:  $as_of, $units
-- columns: owed_count, received_count, overdue_count, received_rate
-- rule:    M24: 必须 duties of units and offices; counties' plans are M26
-- access:  aggregate
select
    count(*) as owed_count,
    count(*) filter (where received_on <= $as_of) as received_count,
    count(*) filter (
        where due_on < $as_of and coalesce(received_on > $as_of, true)
    ) as overdue_count,
    count(*) filter (where received_on <= $as_of) / nullif(count(*), 0)
        as received_rate
from duty_rows
where subject_kind <> '县'
    and obligation = '必须'
    and ($units is null or list_contains($units, unit))
