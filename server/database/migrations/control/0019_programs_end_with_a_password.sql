-- expand: what a new password takes with it is each feature's own to say. Until now auth.password_changed ended programs, too.
create trigger programs_ended after update of password on auth.account for each row
  when (old.password is distinct from new.password) execute function auth.end_programs_of_account();
create trigger programs_ended_at_first after insert on auth.account for each row
  when (new.password is not null) execute function auth.end_programs_of_account();
