-- expand
-- What an organization chose of its accent, type, letterhead, footer and sender of mails, and by clinic what differs there. The version
-- of the row counts its logo too; whoever changes the look is only refused for another look.
alter table tenant.brands
  add column look jsonb not null default '{"own": {}, "clinics": {}}' check (jsonb_typeof(look) = 'object'),
  add column look_version int not null default 0;

-- With the page, what it is drawn in.
call tenant.seen_from_outside('brands',
  visitor => 'organization_id in (select w.organization_id from tenant.websites w)',
  visitor_columns => 'organization_id, logo_file_id, look');
