-- expand: what is due next, of all organizations and of one, stands at the end of an index, however many messages wait.
create index messages_due on tenant.messages (send_after, organization_id) where state = 'waiting';
create index messages_next on tenant.messages (organization_id, send_after, id) where state = 'waiting';
create index messages_unanswered on tenant.messages (claimed_at, organization_id) where state = 'sending';
drop index tenant.messages_waiting;
