-- expand
-- What an organization has ordered of the platform, and what it is billed. No row: it has its plan without an order.
create table control.subscriptions (
  organization_id uuid primary key references control.organizations,
  plan text not null references control.plans,
  -- as agreed when it was ordered: of one interval, in the minor unit. A price that changes is for whoever orders later.
  price bigint not null check (price >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  billing_interval text not null check (billing_interval in ('month', 'year')),
  -- null: it is tried and was not ordered; granted: an operator gave it, without a bill
  payment text check (payment in ('invoice', 'card', 'granted')),
  -- days of UTC. Periods begin on the anchor's day of the month; what is billed runs to the day before period_to.
  anchor date,
  period_from date,
  period_to date check (period_to > period_from),
  -- nothing is billed before that day
  trial_to date,
  -- an organization tries the platform once
  has_tried boolean not null default false,
  -- a mail said that the trial will end
  is_warned boolean not null default false,
  -- what takes its place when what was billed, or the trial, is over
  next_plan text references control.plans,
  -- what was paid for and not used, for the next bill
  credit bigint not null default 0 check (credit >= 0),
  credit_currency text check (credit = 0 or credit_currency is not null),
  -- to whom bills are made out: {"name", "lines", "country", "email", "language", "taxNumber"}
  recipient jsonb,
  -- how the card's provider calls the organization
  card_customer text,
  -- when it has to be looked at next; null: never
  due_at timestamptz,
  version int not null default 1
);
create index subscriptions_due on control.subscriptions (due_at) where due_at is not null;
call control.guard('subscriptions', 'select, insert, update', key => 'organization_id');

-- Who bills: one row, which operators write.
create table control.platform_issuer (
  is_only boolean primary key default true check (is_only),
  name text not null default 'Polyclinic',
  lines text not null default '',
  country text not null default 'DE' check (country ~ '^[A-Z]{2}$'),
  tax_number text not null default '',
  -- in thousandths, for recipients of the same country
  tax_permille int not null default 0 check (tax_permille between 0 and 500),
  -- where and how to pay
  payment_details text not null default '',
  -- before the year and the number of a bill
  prefix text not null default 'P' check (prefix ~ '^[A-Z]{1,6}$'),
  version int not null default 1
);
insert into control.platform_issuer default values;
alter table control.platform_issuer enable row level security;
alter table control.platform_issuer force row level security;
create policy written on control.platform_issuer for select to {app} using (is_only);
create policy doorman_reads on control.platform_issuer for select to {doorman} using (true);
create policy operator_reads on control.platform_issuer for select to {operator} using ((select control.operator_role()) is not null);
create policy operator_changes on control.platform_issuer for update to {operator}
  using ((select control.operator_role()) = 'operator') with check ((select control.operator_role()) = 'operator');
create trigger versioned before update on control.platform_issuer for each row execute function control.next_version();

-- The last number of each year and series: taken and kept in the transaction of the bill, so that none is missing.
create table control.invoice_numbers (
  kind text not null,
  year int not null,
  last int not null,
  primary key (kind, year)
);

-- Bills of the platform and what corrects them: never changed but for how they were settled.
create table control.platform_invoices (
  organization_id uuid not null references control.organizations,
  id uuid not null default control.uuid_v7(),
  -- given by the database
  number text not null unique,
  kind text not null check (kind in ('invoice', 'credit-note')),
  -- which one a credit note takes back
  corrects uuid,
  issued_at timestamptz not null default clock_timestamp(),
  issued_on date not null,
  due_on date not null,
  plan text not null references control.plans,
  period_from date not null,
  period_to date not null,
  -- [{"kind": "period" | "credit", "plan", "from", "to", "amount"}], in the minor unit, before tax
  lines jsonb not null,
  currency text not null,
  net bigint not null,
  tax_permille int not null,
  tax bigint not null,
  total bigint not null check (total = net + tax),
  -- as they were that day
  issuer jsonb not null,
  recipient jsonb not null,
  state text not null default 'open' check (state in ('open', 'paid', 'corrected')),
  settled_at timestamptz,
  settled_by text check (settled_by in ('card', 'transfer', 'credit', 'correction')),
  -- how whoever took the money calls the payment
  reference text,
  -- how many mails told of it: the bill, then what reminds of it
  mails int not null default 0,
  -- how often the card was asked for it
  charges int not null default 0,
  primary key (organization_id, id),
  foreign key (organization_id, corrects) references control.platform_invoices,
  check ((kind = 'credit-note') = (corrects is not null))
);
-- one period is billed once, however often whoever bills it is killed
create unique index platform_invoices_period on control.platform_invoices (organization_id, plan, period_from)
  where kind = 'invoice' and state <> 'corrected';
create unique index platform_invoices_correction on control.platform_invoices (organization_id, corrects) where corrects is not null;
create index platform_invoices_open on control.platform_invoices (organization_id, due_on) where state = 'open';
create unique index platform_invoices_newest on control.platform_invoices (id);
call control.guard('platform_invoices', 'select, insert');
grant update (state, settled_at, settled_by, reference, mails, charges) on control.platform_invoices to {app};
create trigger numbered before insert on control.platform_invoices for each row execute function control.number_invoice();

-- What the card's provider told, once each. What fits no bill is kept with the reason and changes nothing.
create table control.card_events (
  -- the provider's own
  id text primary key check (length(id) between 1 and 255),
  organization_id uuid,
  invoice_id uuid,
  kind text not null,
  refused text,
  at timestamptz not null default clock_timestamp()
);
alter table control.card_events enable row level security;
alter table control.card_events force row level security;
grant insert, select (id) on control.card_events to {app};
create policy heard on control.card_events for insert to {app}
  with check (organization_id is not distinct from (select nullif(current_setting('app.organization_id', true), '')::uuid));
create policy known on control.card_events for select to {app}
  using (organization_id is not distinct from (select nullif(current_setting('app.organization_id', true), '')::uuid));

-- the plan follows the subscription: no request of an organization writes it
revoke update (plan) on control.organizations from {app};
grant select on control.subscriptions, control.platform_invoices, control.platform_issuer to {doorman};
create policy doorman_reads on control.subscriptions for select to {doorman} using (true);
create policy doorman_reads on control.platform_invoices for select to {doorman} using (true);
grant update (plan, status, status_reason, status_since) on control.organizations to {doorman};
create policy doorman_follows on control.organizations for update to {doorman}
  using (id = (select nullif(current_setting('app.organization_id', true), '')::uuid))
  with check (id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
grant select, insert, update on control.invoice_numbers to {doorman};

grant select on control.platform_issuer to {app}, {operator};
grant update (name, lines, country, tax_number, tax_permille, payment_details, prefix) on control.platform_issuer to {operator};
grant select, insert, update on control.subscriptions to {operator};
grant select, insert, update (state, settled_at, settled_by, reference, mails, charges) on control.platform_invoices to {operator};
grant select on control.card_events to {operator};
do $$
declare
  billed text;
  is_one constant text := '(select control.operator_role()) is not null';
  may_write constant text := '(select control.operator_role()) = ''operator''';
begin
  foreach billed in array array['subscriptions', 'platform_invoices', 'card_events'] loop
    execute format('create policy operator_reads on control.%I for select to {operator} using (%s)', billed, is_one);
  end loop;
  foreach billed in array array['subscriptions', 'platform_invoices'] loop
    execute format('create policy operator_adds on control.%I for insert to {operator} with check (%s)', billed, may_write);
    execute format('create policy operator_changes on control.%I for update to {operator} using (%s) with check (%s)', billed, may_write,
      may_write);
  end loop;
end $$;
