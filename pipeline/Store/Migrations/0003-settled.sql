-- What a person has settled once of a source's files: their zone, the order of their dates, whose rows are meant, what kind.
create table settled (
  source_id  integer not null references source (id),
  what       text not null,
  value      text not null,
  run_id     integer not null references run (id),
  primary key (source_id, what)
) without rowid;
