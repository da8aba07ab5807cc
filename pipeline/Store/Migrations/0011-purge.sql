-- From when on a source's facts are kept: what lies before was taken out, and is left out where a file brings it again.
create table purge (
  source_id    integer primary key references source (id),
  before_us    integer not null,
  before_date  integer not null,
  run_id       integer not null references run (id)
);

-- A day as it was when facts of it were taken out: facts do not give it any more, so this does.
create table purged_day (
  person_id  integer not null references person (id),
  date       integer not null,
  basis      integer not null check (basis in (1, 2)),
  worked_us  integer not null,
  summed_us  integer not null,
  run_id     integer not null references run (id),
  primary key (person_id, date)
) without rowid;

create table purged_part (
  person_id  integer not null,
  date       integer not null,
  kind       integer not null,
  id         integer not null,
  worked_us  integer not null,
  primary key (person_id, date, kind, id)
) without rowid;
