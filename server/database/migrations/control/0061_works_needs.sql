-- expand
-- What somebody must still be allowed to do to take the file of a work: rights end while it lies ready.
alter table control.works add column needs text[] not null default '{}';
