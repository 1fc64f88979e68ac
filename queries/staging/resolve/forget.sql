-- 去除 | forget: staged rows that a later row replaced or filled leave.
-- grain:   none
-- rule:    a snapshot keeps what is in force; the ledger keeps the counts
delete from staged_register using leaving
where staged_register.sheet_no = leaving.sheet_no
    and staged_register.source_row = leaving.source_row;
delete from staged_class_history using leaving
where staged_class_history.sheet_no = leaving.sheet_no
    and staged_class_history.source_row = leaving.source_row;
delete from staged_stock_table using leaving
where staged_stock_table.sheet_no = leaving.sheet_no
    and staged_stock_table.source_row = leaving.source_row;
delete from staged_inspectors using leaving
where staged_inspectors.sheet_no = leaving.sheet_no
    and staged_inspectors.source_row = leaving.source_row;
delete from staged_recusals using leaving
where staged_recusals.sheet_no = leaving.sheet_no
    and staged_recusals.source_row = leaving.source_row;
delete from staged_plans using leaving
where staged_plans.sheet_no = leaving.sheet_no
    and staged_plans.source_row = leaving.source_row;
delete from staged_tasks using leaving
where staged_tasks.sheet_no = leaving.sheet_no
    and staged_tasks.source_row = leaving.source_row;
delete from staged_inspection_results using leaving
where staged_inspection_results.sheet_no = leaving.sheet_no
    and staged_inspection_results.source_row = leaving.source_row;
delete from staged_publicity using leaving
where staged_publicity.sheet_no = leaving.sheet_no
    and staged_publicity.source_row = leaving.source_row;
delete from staged_duties using leaving
where staged_duties.sheet_no = leaving.sheet_no
    and staged_duties.source_row = leaving.source_row;
delete from staged_cases using leaving
where staged_cases.sheet_no = leaving.sheet_no
    and staged_cases.source_row = leaving.source_row;
delete from staged_reported_figures using leaving
where staged_reported_figures.sheet_no = leaving.sheet_no
    and staged_reported_figures.source_row = leaving.source_row;
delete from staged_events using leaving
where staged_events.sheet_no = leaving.sheet_no
    and staged_events.source_row = leaving.source_row;
delete from staged_items using leaving
where staged_items.sheet_no = leaving.sheet_no
    and staged_items.source_row = leaving.source_row;
delete from staged_penalties using leaving
where staged_penalties.sheet_no = leaving.sheet_no
    and staged_penalties.source_row = leaving.source_row;
delete from staged_listings using leaving
where staged_listings.sheet_no = leaving.sheet_no
    and staged_listings.source_row = leaving.source_row;
