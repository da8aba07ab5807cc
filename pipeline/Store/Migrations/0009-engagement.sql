-- Of whom time entries were and what for, each combination once; -1 where an entry does not say. Days keep sums by it: a
-- client's hours are asked for every week, and entries are many.
create table engagement (
  id           integer primary key,
  project_id   integer not null,
  client_id    integer not null,
  task_id      integer not null,
  is_billable  integer not null check (is_billable in (-1, 0, 1)),
  rate         integer not null,
  currency     text not null,
  unique (project_id, client_id, task_id, is_billable, rate, currency)
);

insert into engagement (project_id, client_id, task_id, is_billable, rate, currency)
select distinct project_id, client_id, task_id, ifnull(is_billable, -1), ifnull(rate, -1), ifnull(currency, '')
from time_entry
where client_id <> 0 or task_id <> 0 or is_billable is not null or rate is not null;
