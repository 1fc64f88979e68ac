-- 抽取号: the drawn entities of each stratum, smallest tickets first.
-- grain:   one row per drawn entity
-- params:  $key; reads the registered tables frame and wanted
-- columns: region, class, rank, id, ticket, unit
-- rule:    ssj1, 4: ascending by group, ticket, id inside region and class
with

tickets as (

    select
        frame.region,
        frame.class,
        frame.unit,
        frame."group",
        frame.id,
        sha256($key || '|' || frame.id) as ticket,
        wanted.wanted_count,
        wanted.ticket_limit
    from frame
    inner join wanted
        on frame.region = wanted.region and frame.class = wanted.class

),

ranked as (

    select
        *,
        row_number() over (
            partition by region, class
            order by "group", ticket, id
        ) as rank
    from tickets
    where ticket < ticket_limit

)

select region, class, rank, id, ticket, unit
from ranked
where rank <= wanted_count
order by region, class, rank
