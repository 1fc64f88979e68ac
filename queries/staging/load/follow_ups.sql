-- 处罚与列入 | follow-ups: penalties and entries of lists, by the entity they name.
-- grain:   kind, entity_id, document_no, happened_on
-- columns: those of queries/canonical/follow_ups.sql
-- rule:    by code, else by a name that one entity bears; they create no entity: one
--          that nothing else knows waits in the snapshot; a list that no cell names is
--          told by the name of its file or sheet
select
    named.entity_id,
    named.kind,
    named.document_no,
    named.happened_on,
    named.ended_on,
    named.office,
    named.reason,
    named.content,
    named.fine_yuan,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    named.source_row
from (
    select
        ids.entity_id,
        '行政处罚' as kind,
        penalties.document_no,
        penalties.decided_on as happened_on,
        null::date as ended_on,
        penalties.office,
        penalties.violation as reason,
        nullif(concat_ws('：', penalties.penalty_kind, penalties.content), '')
            as content,
        penalties.fine_yuan,
        penalties.sheet_no,
        penalties.source_row
    from staged_penalties as penalties
    inner join ids_follow_ups as ids
        using (sheet_no, source_row)
    union all by name
    select
        ids.entity_id,
        case
            when contains(told.list_text, '严重违法') then '严重违法失信名单'
            when contains(told.list_text, '异常') then '经营异常名录'
            else coalesce(listings.kind_text, '名单（未注明）')
        end as kind,
        listings.document_no,
        listings.listed_on as happened_on,
        listings.removed_on as ended_on,
        listings.office,
        listings.reason,
        listings.removal_reason as content,
        listings.sheet_no,
        listings.source_row
    from staged_listings as listings
    inner join ids_follow_ups as ids
        using (sheet_no, source_row)
    inner join (
        select
            staged_listings.sheet_no,
            staged_listings.source_row,
            coalesce(staged_listings.kind_text, sheets.path || '|' || sheets.sheet)
                as list_text
        from staged_listings
        inner join sheets
            using (sheet_no)
    ) as told
        using (sheet_no, source_row)
) as named
inner join sheets
    using (sheet_no)
