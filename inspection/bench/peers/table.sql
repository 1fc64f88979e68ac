create table {name} ({columns});
insert into {name} values ({marks});
create index of_{name} on {name} ({key});
