-- expand
-- In which order a member reads the sections of a chart, and which of them they leave out.
create table tenant.chart_layouts (
  organization_id uuid not null,
  account_id uuid not null,
  sections text[] not null,
  hidden text[] not null,
  version int not null default 1,
  primary key (organization_id, account_id)
);
call tenant.guard('chart_layouts', 'select, insert, update', key => 'account_id');
