-- 去除 | forget: staged rows that a later row replaced leave the snapshot.
-- grain:   none
-- rule:    a snapshot keeps what is in force; the ledger keeps the counts
delete from staged_register using losers
where staged_register.sheet_no = losers.sheet_no
    and staged_register.source_row = losers.source_row;
delete from staged_class_history using losers
where staged_class_history.sheet_no = losers.sheet_no
    and staged_class_history.source_row = losers.source_row;
delete from staged_stock_table using losers
where staged_stock_table.sheet_no = losers.sheet_no
    and staged_stock_table.source_row = losers.source_row;
delete from staged_inspectors using losers
where staged_inspectors.sheet_no = losers.sheet_no
    and staged_inspectors.source_row = losers.source_row;
delete from staged_recusals using losers
where staged_recusals.sheet_no = losers.sheet_no
    and staged_recusals.source_row = losers.source_row;
delete from staged_plans using losers
where staged_plans.sheet_no = losers.sheet_no
    and staged_plans.source_row = losers.source_row;
delete from staged_tasks using losers
where staged_tasks.sheet_no = losers.sheet_no
    and staged_tasks.source_row = losers.source_row;
delete from staged_inspection_results using losers
where staged_inspection_results.sheet_no = losers.sheet_no
    and staged_inspection_results.source_row = losers.source_row;
delete from staged_publicity using losers
where staged_publicity.sheet_no = losers.sheet_no
    and staged_publicity.source_row = losers.source_row;
delete from staged_duties using losers
where staged_duties.sheet_no = losers.sheet_no
    and staged_duties.source_row = losers.source_row;
delete from staged_cases using losers
where staged_cases.sheet_no = losers.sheet_no
    and staged_cases.source_row = losers.source_row;
delete from staged_reported_figures using losers
where staged_reported_figures.sheet_no = losers.sheet_no
    and staged_reported_figures.source_row = losers.source_row;
delete from staged_events using losers
where staged_events.sheet_no = losers.sheet_no
    and staged_events.source_row = losers.source_row;
delete from staged_items using losers
where staged_items.sheet_no = losers.sheet_no
    and staged_items.source_row = losers.source_row;
