-- expand
-- What was decided of those who answered for somebody that came of age, once for each person. Whom to decide of is looked up, not kept.
create table tenant.majority_reviews (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  decision text not null check (decision in ('ended', 'kept', 'own-account')),
  -- the last day on which they go on answering, with the person's consent
  kept_until date check ((kept_until is null) = (decision <> 'kept')),
  decided_by uuid not null,
  decided_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create unique index majority_reviews_once on tenant.majority_reviews (organization_id, patient_id);
call tenant.guard('majority_reviews', 'select, insert');
call tenant.moves_with_patient('majority_reviews');
