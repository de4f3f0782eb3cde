-- expand
-- What an organization can have. Plans are rows, so that a price or a limit changes without a release.
create table control.plans (
  key text primary key check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- by language
  names jsonb not null check (jsonb_typeof(names) = 'object'),
  -- of one interval, in the minor unit of the currency
  price bigint not null check (price >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  billing_interval text not null check (billing_interval in ('month', 'year')),
  -- by what is limited: {"patients": {"allowed": 50, "graceDays": 14}}. Without days of grace more is refused at once; what is absent
  -- has no limit.
  limits jsonb not null default '{}' check (jsonb_typeof(limits) = 'object'),
  features text[] not null default '{}',
  trial_days int not null default 0 check (trial_days between 0 and 365),
  is_offered boolean not null default true,
  -- from the smallest up: who goes to a higher one gets more
  position int not null,
  version int not null default 1
);
create trigger versioned before update on control.plans for each row execute function control.next_version();
create trigger tenant_changed after update on control.plans for each row execute function control.tenant_changed();
grant select on control.plans to {app}, {doorman};
insert into control.plans (key, names, price, currency, billing_interval, limits, features, trial_days, position) values
  ('free', '{"en": "Free", "de": "Free", "ar": "Free"}', 0, 'USD', 'month', '{"patients": {"allowed": 50},
    "practitioners": {"allowed": 1}, "clinics": {"allowed": 1}, "megabytes": {"allowed": 1000}}', '{}', 0, 10),
  ('pro', '{"en": "Pro", "de": "Pro", "ar": "Pro"}', 2000, 'USD', 'month', '{}', '{reports,full-scheduling}', 30, 20);

alter table control.organizations drop constraint organizations_plan_check;
alter table control.organizations add constraint organizations_plan_fkey foreign key (plan) references control.plans not valid;
alter table control.organizations validate constraint organizations_plan_fkey;
