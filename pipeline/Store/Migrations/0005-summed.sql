-- All entries and totals of a day, overlaps as often as they stand there: what some contracts take for worked.
alter table day add column summed_us integer not null default 0;
