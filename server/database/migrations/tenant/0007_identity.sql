-- Who may look at a record from outside, by which right, and who looked at one in an emergency.

alter table tenant.patient_accounts
  add column permissions text[] not null default '{appointments,records,billing,messages}',
  add column version int not null default 1,
  add constraint patient_accounts_permissions_check check (permissions <@ '{appointments,records,billing,messages}'::text[]);
create trigger versioned before update on tenant.patient_accounts for each row execute function tenant.next_version();
grant delete on tenant.patient_accounts to {app};

-- A code on its way to a contact that the clinic holds. `token` is the contact's keyed hash, as in search_tokens.
create table tenant.claim_codes (
  organization_id uuid not null,
  id uuid not null,
  token bytea not null,
  code_hash bytea not null,
  -- whom the code opens: patients whose own or whose guardian's contact it was when the code was made; empty where the
  -- clinic knows no such contact, so that nobody sees a difference
  patient_ids uuid[] not null default '{}',
  -- who asked, and alone can use it; null: the clinic, for whoever holds the contact
  asked_by uuid,
  -- whom the clinic had in mind; null: the patient itself
  guardian_id uuid,
  failures int not null default 0,
  used_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, guardian_id) references tenant.guardians
);
create index claim_codes_by_contact on tenant.claim_codes (organization_id, token, created_at);
create index claim_codes_by_asker on tenant.claim_codes (organization_id, asked_by, created_at);
call tenant.guard('claim_codes', 'select, insert, update, delete', audited => false);

create table tenant.emergency_accesses (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  account_id uuid not null,
  reason_sealed bytea not null,
  granted_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '60 minutes',
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index emergency_accesses_by_account on tenant.emergency_accesses (organization_id, account_id, patient_id, expires_at);
create index emergency_accesses_by_time on tenant.emergency_accesses (organization_id, granted_at, id);
call tenant.guard('emergency_accesses', 'select, insert, update (ended_at)');
