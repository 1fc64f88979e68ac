-- 来源文件 | files of the year: exported by its end, or with rows of it.
-- grain:   path, sheet
-- rule:    where nothing was exported by the year's end, every file
with

carried as (

    select source_file as path
    from task_rows
    union
    select pub_file as path
    from task_rows
    union
    select source_file as path
    from tasks

),

exported as (

    select count(*) as file_count
    from held_files
    inner join statistical_year
        on year(held_files.exported_on) <= statistical_year.year

)

select held_files.*
from held_files
cross join statistical_year
cross join exported
left join carried
    on held_files.path = carried.path
where year(held_files.exported_on) <= statistical_year.year
    or carried.path is not null
    or exported.file_count = 0
