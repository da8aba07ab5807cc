-- Mails, put here before they are sent: one row for each, ever. Every change is written before the step that it speaks of.
create table outbox (
  id              integer primary key,
  person_id       integer not null references person (id),
  report          text not null,
  period          text not null,
  recipient       text not null,                -- address, in lower case
  edition         integer not null check (edition >= 1),
  sender          text not null,                -- addresses as they are said to the server
  sent_to         text not null,
  subject         text not null,
  message_id      text not null unique,
  body            blob not null,                -- the bytes that are sent, at every attempt
  state           text not null check (state in ('pending', 'sending', 'committing', 'sent', 'deferred', 'failed', 'unknown', 'dropped')),
  attempts        integer not null check (attempts >= 0),
  copies          integer not null check (copies >= 0),   -- that may have been taken
  retries         integer not null check (retries >= 0),  -- that a person asked for
  put_at_us       integer not null,
  first_tried_us  integer,
  next_try_us     integer,
  sent_at_us      integer,
  message         text,
  changed_at_us   integer not null,
  unique (person_id, report, period, recipient, edition),
  check ((state = 'sent') = (sent_at_us is not null)),
  check (state <> 'sent' or copies >= 1),
  check (state not in ('committing', 'unknown') or copies >= 1),
  check (state <> 'deferred' or next_try_us is not null),
  check (next_try_us is null or state in ('deferred', 'unknown'))
);
