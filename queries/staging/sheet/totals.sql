-- 源表合计 | source totals: rows of totals of the sheets in hand beside our own sums.
-- grain:   sheet_no, source_row, column_name
-- rule:    a 小计 is that of the rows since the last total, any other total that of the
--          rows since the last such one; a total before every row that of all; a
--          column of counts is added up, elsewhere a number of 户 is that of firms, any
--          other that of rows; only loaded rows are ours
insert into staged_source_totals
with

named as (

    select
        null::varchar as no_count,
        null::varchar as no_key,
        * exclude (overflow, filled, header_hits, is_identified),
        non_data_kind(first_cell, filled, header_hits, is_identified) as kind
    from raw

),

totals as (

    select
        sheet_no,
        source_row,
        as_key(first_cell) = '小计' as is_part,
        coalesce(
            lag(source_row) over (partition by sheet_no order by source_row), 0
        ) as last_total_row,
        coalesce(
            max(source_row) filter (where as_key(first_cell) <> '小计') over (
                partition by sheet_no
                order by source_row
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as last_whole_row
    from named
    where kind = 'total'

),

-- Rows of which a total may speak; without any above it speaks of all.
kept as (

    select named.*
    from named
    anti join refused
        using (sheet_no, source_row)
    anti join repeated
        using (sheet_no, source_row)
    where named.kind is null and named.sheet_no in (select sheet_no from totals)

),

firsts as (

    select sheet_no, min(source_row) as first_row
    from kept
    group by sheet_no

),

spans as (

    select
        totals.sheet_no,
        totals.source_row,
        if(totals.is_part, totals.last_total_row, totals.last_whole_row) as after_row,
        case when totals.source_row > firsts.first_row then totals.source_row end
            as before_row
    from totals
    inner join firsts
        using (sheet_no)

),

cells as (

    unpivot (
        select named.* exclude (first_cell, kind)
        from named
        where named.kind = 'total'
    )
    on columns(lambda name: name not in ('sheet_no', 'source_row'))
    into name column_name value cell

),

tidied as (

    select *, tidy(cell) as tidy_cell
    from cells

),

parted as (

    select *, count_parts(half_width(tidy_cell)) as parts
    from tidied

),

valued as (

    select
        *,
        count_of_parts(parts) as stated_value,
        is_count_column(column_name) as is_sum
    from parted

),

stated as (

    select *
    from valued
    where
        stated_value is not null
        and (
            is_sum
            or regexp_matches(cell, '[户家个条项行次]')
            or column_name in ('uscc', 'id_raw', 'reg_no', 'name')
        )

),

amount_cells as (

    unpivot (select * exclude (first_cell, kind, no_key) from kept)
    on columns(lambda name: is_count_column(name))
    into name column_name value cell

),

tidy_amounts as (

    select * exclude (cell), tidy(cell) as cell
    from amount_cells

),

amounts as (

    select * exclude (cell), half_width(cell) as cell
    from tidy_amounts

),

sums as (

    select
        spans.sheet_no,
        spans.source_row,
        amounts.column_name,
        sum(as_count(amounts.cell))::double as counted_value
    from spans
    inner join amounts
        on
            spans.sheet_no = amounts.sheet_no
            and amounts.source_row > spans.after_row
            and coalesce(amounts.source_row < spans.before_row, true)
    group by spans.sheet_no, spans.source_row, amounts.column_name

),

keyed as (

    select
        sheet_no,
        source_row,
        coalesce(
            *columns(lambda name: name in ('no_key', 'uscc', 'id_raw', 'reg_no', 'name'))
        ) as firm_key
    from kept

),

numbers as (

    select
        spans.sheet_no,
        spans.source_row,
        count(keyed.source_row)::double as row_count,
        count(distinct keyed.firm_key)::double as firm_count
    from spans
    left join keyed
        on
            spans.sheet_no = keyed.sheet_no
            and keyed.source_row > spans.after_row
            and coalesce(keyed.source_row < spans.before_row, true)
    group by spans.sheet_no, spans.source_row

)

select
    stated.sheet_no,
    stated.source_row,
    stated.column_name,
    case
        when stated.is_sum then 'sum'
        when regexp_matches(stated.cell, '[条项行]|户次') or numbers.firm_count = 0 then 'rows'
        else 'firms'
    end as total_basis,
    stated.stated_value::double,
    case total_basis
        when 'sum' then coalesce(sums.counted_value, 0)
        when 'rows' then numbers.row_count
        else numbers.firm_count
    end as counted_value
from stated
inner join numbers
    using (sheet_no, source_row)
left join sums
    on
        stated.sheet_no = sums.sheet_no
        and stated.source_row = sums.source_row
        and stated.column_name = sums.column_name;

insert into staged_warnings
select
    sheet_no,
    source_row,
    column_name,
    'total_differs',
    stated_value::decimal(18, 2)::varchar,
    counted_value::decimal(18, 2)::varchar
from staged_source_totals
where
    stated_value <> counted_value
    and sheet_no in (select sheet_no from raw);
