-- expand
-- What a patient's front page holds beside name and contact: what everybody calls them lies in clear as names do, all else sealed.
alter table tenant.patients
  add column used_name text,
  add column title_sealed bytea,
  add column pronouns_sealed bytea,
  add column aliases_sealed bytea,
  add column identifiers_sealed bytea,
  add column speech_sealed bytea,
  add column physiology_sealed bytea,
  add column insurance_sealed bytea,
  add column registration_sealed bytea,
  add column whereabouts_sealed bytea;
-- whoever answers for a patient, and whoever holds a link, reads the name that is used
grant select (used_name) on tenant.patients to {portal}, {visitor};
