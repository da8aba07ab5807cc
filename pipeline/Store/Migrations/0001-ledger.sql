-- Times are integer microseconds since 1970-01-01T00:00:00Z, lengths integer microseconds, dates days since 1970-01-01.
-- In every dictionary id 0 stands for "not given".

create table person (
  id    integer primary key,
  name  text not null unique
);

create table source (
  id         integer primary key,
  name       text not null unique,
  person_id  integer not null references person (id),
  importer   text not null,
  account    text
);

create table run (
  id             integer primary key,
  command        text not null,
  started_at_us  integer not null,
  ended_at_us    integer,
  state          text not null check (state in ('running', 'done', 'partial', 'failed', 'aborted', 'undone')),
  exit_code      integer,
  version        text not null
);

-- A file by its content: the same bytes under another name, or compressed, are the same file.
create table file (
  id                integer primary key,
  source_id         integer not null references source (id),
  fingerprint       blob,
  bytes             integer,
  sha256            blob,
  kind              text not null,
  name              text not null,
  archived_as       text,
  state             text not null check (state in ('reading', 'whole', 'cut')),
  zone              text,
  timeout_us        integer,
  writes_only       integer check (writes_only in (0, 1)),
  covers_from_us    integer,
  covers_to_us      integer,
  supersedes        integer not null default 0 check (supersedes in (0, 1)),
  heading           text,
  unique (source_id, fingerprint)
);

-- A run's reading of a file, with what became of its rows.
create table reading (
  run_id    integer not null references run (id),
  ordinal   integer not null,
  file_id   integer not null references file (id),
  path      text not null,
  new       integer not null, same integer not null, changed integer not null, rejected integer not null, gone integer not null,
  primary key (run_id, ordinal)
) without rowid;

create table name (
  id    integer primary key,
  text  text not null unique
);
insert into name (id, text) values (0, '');

create table subject (
  id           integer primary key,
  entity_id    integer not null references name (id),
  type_id      integer not null references name (id),
  project_id   integer not null references name (id),
  language_id  integer not null references name (id),
  unique (entity_id, type_id, project_id, language_id)
);

create table activity (
  id           integer primary key,
  source_id    integer not null references source (id),
  branch_id    integer not null references name (id),
  category_id  integer not null references name (id),
  unique (source_id, branch_id, category_id)
);

create table agent (
  id                   integer primary key,
  machine_id           integer not null references name (id),
  user_agent_id        integer not null references name (id),
  editor_id            integer not null references name (id),
  operating_system_id  integer not null references name (id),
  unique (machine_id, user_agent_id, editor_id, operating_system_id)
);

create table extra (
  id    integer primary key,
  json  text not null unique
);

-- The key is the heartbeat's identity and the time index in one. Its ids are not declared as references: four look-ups
-- a row would double the time of an import; `daybook check` looks for rows whose names are missing.
create table heartbeat (
  at_us            integer not null,
  subject_id       integer not null,
  activity_id      integer not null,
  is_write         integer not null check (is_write in (0, 1)),
  agent_id         integer not null,
  line_number      integer, lines integer, cursor_position integer,
  extra_id         integer,
  primary key (at_us, subject_id, activity_id, is_write)
) without rowid;

-- What other files say of the same heartbeat beside its identity; the ledger keeps the richest in `heartbeat`.
create table heartbeat_version (
  at_us            integer not null,
  subject_id       integer not null,
  activity_id      integer not null,
  is_write         integer not null,
  agent_id         integer not null,
  line_number      integer, lines integer, cursor_position integer,
  extra_id         integer
);
create unique index heartbeat_version_once on heartbeat_version (
  at_us, subject_id, activity_id, is_write, agent_id,
  ifnull(line_number, -9e18), ifnull(lines, -9e18), ifnull(cursor_position, -9e18), ifnull(extra_id, 0));

-- A heartbeat that the newest export of its account no longer has.
create table heartbeat_tombstone (
  at_us        integer not null,
  subject_id   integer not null,
  activity_id  integer not null,
  is_write     integer not null,
  file_id      integer not null references file (id),
  primary key (at_us, subject_id, activity_id, is_write)
) without rowid;

-- One day, or one chunk, of a heartbeat file: the unit by which the origin of heartbeats is kept.
create table segment (
  file_id      integer not null references file (id),
  ordinal      integer not null,
  date         integer,
  offset       integer not null,
  bytes        integer not null,
  first_line   integer not null,
  hash         blob not null,
  rows         integer not null,
  rejected     integer not null,
  first_at_us  integer,
  last_at_us   integer,
  new          integer not null, same integer not null, changed integer not null,
  primary key (file_id, ordinal)
) without rowid;
create index segment_by_time on segment (first_at_us, last_at_us);

create table day_total (
  id          integer primary key,
  source_id   integer not null references source (id),
  date        integer not null,
  content     blob not null,
  is_current  integer not null check (is_current in (0, 1)),
  stamp_us    integer not null,
  zone        text,
  total_us    integer not null,
  extra       text,
  file_id     integer not null references file (id),
  line        integer not null, offset integer not null, pointer text,
  unique (source_id, date, content)
);
create index day_total_by_date on day_total (date) where is_current;

create table day_total_part (
  day_total_id  integer not null references day_total (id),
  ordinal       integer not null,
  dimension     integer not null,
  within_id     integer not null references name (id),
  name_id       integer not null references name (id),
  length_us     integer not null,
  extra         text,
  primary key (day_total_id, ordinal)
) without rowid;

-- A version of what a source says of the account: contract, closed day or week, adjustment, figure to compare with.
create table account_fact (
  id          integer primary key,
  source_id   integer not null references source (id),
  kind        text not null,
  identity    text not null,
  content     blob not null,
  is_current  integer not null check (is_current in (0, 1)),
  stamp_us    integer,
  at_us       integer,
  date        integer,
  json        text not null,
  file_id     integer not null references file (id),
  line        integer not null, offset integer not null, pointer text,
  unique (source_id, kind, identity, content)
);

-- What a source calls its machines and user agents.
create table label (
  source_id         integer not null references source (id),
  name_id           integer not null references name (id),
  machine           text,
  editor            text,
  operating_system  text,
  file_id           integer not null references file (id),
  primary key (source_id, name_id)
) without rowid;

create table quarantine (
  id       integer primary key,
  file_id  integer not null references file (id),
  line     integer not null,
  column   integer not null,
  offset   integer not null,
  pointer  text,
  reason   text not null,
  hint     text,
  raw      text not null,
  unique (file_id, offset)
);

-- Spans of time whose days must be derived again; emptied in the transaction that does it.
create table stale (
  from_us  integer not null,
  to_us    integer not null
);

-- All below is derived and can be built again, byte for byte. Its rows do not refer to one another, which would cost a
-- look-up each; `daybook check` compares.

create table day (
  person_id         integer not null references person (id),
  date              integer not null,
  start_us          integer not null,
  end_us            integer not null,
  basis             integer not null,
  worked_us         integer not null,
  first_clock_us    integer,
  last_clock_us     integer,
  covered_twice_us  integer not null,
  heartbeats        integer not null,
  primary key (person_id, date)
) without rowid;

create table day_part (
  person_id  integer not null,
  date       integer not null,
  kind       integer not null,
  id         integer not null,
  worked_us  integer not null,
  primary key (person_id, date, kind, id)
) without rowid;

create table stretch (
  person_id       integer not null,
  date            integer not null,
  start_us        integer not null,
  end_us          integer not null check (end_us > start_us),
  start_clock_us  integer not null,
  primary key (person_id, date, start_us)
) without rowid;

-- The settings the derived tables were built with; when they differ from today's, all of it is built again.
create table derived_with (
  person_id  integer primary key references person (id),
  settings   text not null
);
