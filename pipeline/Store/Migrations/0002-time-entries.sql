-- Time entries of all sources.

-- A version of a time entry. Known by the source's own id, else by a hash of its raw row and a number among equal rows of
-- the same file, so that true twins survive. No references: two look-ups a row; `daybook check` asks. `at_us` is the start; of a length on a date it is midnight UTC, for order alone.
create table time_entry (
  id             integer primary key,
  source_id      integer not null,
  upstream_id    text,
  row_hash       blob not null,
  occurrence     integer not null,
  content        blob not null,
  is_current     integer not null check (is_current in (0, 1)),
  is_deleted     integer not null check (is_deleted in (0, 1)),
  stamp_us       integer,
  at_us          integer not null,
  end_us         integer check (end_us >= at_us),
  date           integer,
  length_us      integer not null check (length_us >= 0),
  stated_end_us  integer,
  project_id     integer not null,
  client_id      integer not null,
  task_id        integer not null,
  branch_id      integer not null,
  language_id    integer not null,
  entity_id      integer not null,
  category_id    integer not null,
  machine_id     integer not null,
  note           text,
  tags           text,
  is_billable    integer check (is_billable in (0, 1)),
  rate           integer,
  currency       text,
  zone           text,
  said           text,
  extra          text,
  file_id        integer not null,
  line           integer not null,
  offset         integer not null,
  pointer        text,
  check ((end_us is null) = (date is not null))
);
-- Files are mostly in the order of time; an index in another order would be written all over. Entries longer than a day
-- have one of their own, so that looking for what reaches into a day need not begin at the first.
create index time_entry_by_time on time_entry (at_us, source_id, row_hash);
create index time_entry_long on time_entry (end_us) where end_us - at_us > 86400000000;
create unique index time_entry_by_id on time_entry (source_id, upstream_id, content) where upstream_id is not null;
create index time_entry_by_date on time_entry (date) where date is not null;

-- The same version met in another file: when the first is undone, it stands there still.
create table time_entry_again (
  entry_id  integer not null references time_entry (id),
  file_id   integer not null references file (id),
  line      integer not null,
  offset    integer not null,
  pointer   text,
  primary key (entry_id, file_id, offset)
) without rowid;
