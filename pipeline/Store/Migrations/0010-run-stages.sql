-- What a run is part of, and what it is about: the source that was pulled.
alter table run add column within integer references run (id);
alter table run add column about text;

-- The stages of a run, in order, once it has ended. Counts is JSON: {"new": 12}. A stage in which a run was killed is 'killed'.
create table run_stage (
  run_id     integer not null references run (id),
  ordinal    integer not null,
  stage      text not null,
  state      text not null check (state in ('done', 'nothing', 'partial', 'failed', 'killed')),
  exit_code  integer,
  counts     text not null,
  trouble    text,
  took_us    integer not null,
  primary key (run_id, ordinal)
) without rowid;
