-- The closing of days and weeks, and its taking back: each person's rows are a chain, never changed, each with the hash of
-- the one before. What is closed is a run of days from the account's first without a gap.
create table closing (
  id            integer primary key,
  person_id     integer not null references person (id),
  kind          text not null check (kind in ('day', 'week', 'reopen')),
  first         integer not null,
  last          integer not null check (last >= first),
  made_at_us    integer not null,
  planned_us    integer,
  should_us     integer,
  worked_us     integer,
  credited_us   integer,
  adjusted_us   integer,
  -- The balance when it has ended, and what is left then of what was carried into the year.
  balance_us    integer,
  carried_us    integer,
  -- What the timeline had when the day was closed; what it has later beyond that is late.
  timeline_us   integer,
  body          text not null,
  inputs        blob not null,
  previous      blob not null,
  hash          blob not null,
  -- Not hashed: it says of the row what a later one says as well.
  reopened_by   integer references closing (id),
  check ((kind = 'reopen') = (balance_us is null)),
  unique (person_id, previous)
);
create unique index closing_current on closing (person_id, kind, first) where reopened_by is null and kind <> 'reopen';

-- What of a closed day's late time a later closing has booked.
create table closing_late (
  closing_id  integer not null references closing (id),
  date        integer not null,
  late_us     integer not null,
  primary key (closing_id, date)
) without rowid;
create index closing_late_by_date on closing_late (date);
