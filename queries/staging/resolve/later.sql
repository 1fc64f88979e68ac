-- 后出为准 | later export: of rows with one key the latest export counts.
-- grain:   adds to losers each row of the table in hand that gives way to another
-- rule:    the later export of a key wins; of rows of one file that contradict each
--          other the one with the later date, else the last line
insert into losers
with

ranked as (

    select
        contested.sheet_no,
        contested.source_row,
        row_number() over latest as place,
        first_value(contested.sheet_no) over latest as winner_sheet_no,
        first_value(contested.source_row) over latest as winner_row
    from contested
    anti join losers
        using (sheet_no, source_row)
    window latest as (
        partition by
            contested.key_a, contested.key_b, contested.key_c, contested.known_year
        order by
            contested.exported_on desc,
            contested.sheet_no desc,
            contested.told_on desc nulls last,
            contested.source_row desc
    )

)

select sheet_no, source_row, winner_sheet_no, winner_row, false
from ranked
where place > 1;

-- What rows of one file say that share a key; by which code is no difference.
create or replace temp table said_rows as
with

involved as (

    select sheet_no, source_row from losers where sheet_no = winner_sheet_no
    union
    select sheet_no, winner_row from losers where sheet_no = winner_sheet_no

),

cells as (

    select
        sheet_no,
        source_row,
        coalesce(columns(lambda name: not is_identity_column(name))::varchar, '空')
    from staged_in_hand
    semi join involved
        using (sheet_no, source_row)

)

unpivot cells
on columns(lambda name: name not in ('sheet_no', 'source_row'))
into name column_name value cell;

create or replace temp table contradictions as
select
    losers.sheet_no,
    losers.source_row,
    losers.winner_row,
    lost.column_name,
    lost.cell as lost_cell,
    won.cell as won_cell
from losers
inner join said_rows as lost
    on losers.sheet_no = lost.sheet_no and losers.source_row = lost.source_row
inner join said_rows as won
    on
        losers.winner_sheet_no = won.sheet_no
        and losers.winner_row = won.source_row
        and lost.column_name = won.column_name
where
    losers.sheet_no = losers.winner_sheet_no
    and lost.cell <> won.cell;

update losers
set is_equal = true
from (
    select said_rows.sheet_no, said_rows.source_row
    from said_rows
    anti join contradictions
        using (sheet_no, source_row)
) as same
where
    losers.sheet_no = losers.winner_sheet_no
    and losers.sheet_no = same.sheet_no
    and losers.source_row = same.source_row;

insert into staged_warnings
select
    sheet_no,
    source_row,
    regexp_replace(column_name, '_texts?$', ''),
    'contradicted',
    named_line(source_row, column_name, lost_cell),
    named_line(winner_row, column_name, won_cell)
from contradictions;

-- What equal rows say, names of persons left out.
insert into staged_set_aside
select
    said_rows.sheet_no,
    null,
    said_rows.source_row,
    'duplicate',
    1,
    losers.winner_row,
    false,
    list(
        case
            when regexp_full_match(column_name, 'inspector_.*|emp_no|leader|experts')
                then '***'
            else mask_numbers(cell)
        end
        order by column_name
    )
from said_rows
inner join losers
    using (sheet_no, source_row)
where losers.is_equal and said_rows.cell <> '空'
group by said_rows.sheet_no, said_rows.source_row, losers.winner_row
