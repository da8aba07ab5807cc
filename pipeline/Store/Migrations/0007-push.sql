-- What is pushed to services: one row for each entry, ever. Written before the request that it speaks of, and after.
create table push (
  person_id     integer not null references person (id),
  service       text not null,
  workspace     text not null,
  date          integer not null,               -- days since 1970-01-01
  target        text not null,                  -- the project over there
  slot          integer not null check (slot >= 0),
  state         text not null check (state in ('pending', 'sending', 'done', 'unknown', 'blocked')),
  remote_id     text,
  wanted_start_s integer,                       -- seconds since the epoch; null where it is to be gone
  wanted_end_s   integer,
  wanted_text    text,
  sent_start_s   integer,                       -- what the service is known to have
  sent_end_s     integer,
  sent_text      text,
  tried_start_s  integer,                       -- what a request in doubt said
  tried_end_s    integer,
  tried_text     text,
  revision      integer not null,
  attempts      integer not null,
  looked_at_us  integer,
  message       text,
  changed_at_us integer not null,
  primary key (person_id, service, workspace, date, target, slot),
  check (wanted_end_s > wanted_start_s),
  check ((wanted_start_s is null) = (wanted_end_s is null) and (wanted_start_s is null) = (wanted_text is null)),
  check ((sent_start_s is null) = (sent_end_s is null) and (sent_start_s is null) = (sent_text is null)),
  check ((tried_start_s is null) = (tried_end_s is null) and (tried_start_s is null) = (tried_text is null)),
  check (state <> 'done' or (remote_id is null) = (wanted_start_s is null)),
  check (state <> 'done' or (wanted_start_s is sent_start_s and wanted_end_s is sent_end_s and wanted_text is sent_text))
) without rowid;

create unique index push_remote on push (service, workspace, remote_id) where remote_id is not null;
