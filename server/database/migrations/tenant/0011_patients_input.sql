-- How much of a birth date is known (FHIR date precision): of a year or a month the first day is kept.
alter table tenant.patients add column birth_date_precision text not null default 'day';
alter table tenant.patients add constraint patients_birth_date_precision
  check (birth_date_precision in ('year', 'month', 'day')) not valid;
alter table tenant.patients validate constraint patients_birth_date_precision;
