-- From where the next pull of a source goes on, and when it has asked: written in the transaction of the rows it speaks of.
create table cursor (
  source_id  integer not null references source (id),
  name       text not null,
  value      text not null,
  primary key (source_id, name)
) without rowid;
