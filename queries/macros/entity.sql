-- 检查对象 | entity: what happened to one, a stage each, with file and row.
create macro happening(
    stage_order, stage, event_on, has_happened, acting_office, detail,
    source_file, sheet, source_row
) as
    struct_pack(
        stage_order := stage_order,
        stage := stage,
        event_on := event_on,
        has_happened := has_happened,
        acting_office := acting_office,
        detail := detail,
        source_file := source_file,
        sheet := sheet,
        source_row := source_row
    );
