-- The exclusive or of the hashes of a table's rows, by block: what `daybook check` finds changed rows by. Written in the
-- transaction of the rows; a block without rows has none.
create table row_sum (
  about  text not null,
  block  integer not null,
  sum    integer not null,
  primary key (about, block)
) without rowid;
