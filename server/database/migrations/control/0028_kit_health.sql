-- expand: what workers count for the health of an installation, as 'dead-jobs'; no organization's.
create table control.health (
  what text primary key,
  count bigint not null,
  at timestamptz not null default clock_timestamp()
);
grant select, insert, update on control.health to {app};
