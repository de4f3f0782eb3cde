-- expand
-- A reason is sealed anew when its organization gets a new key; for anybody else it stays as it was written, and a change of it is audited.
grant update (reason_sealed) on tenant.emergency_accesses to {app};
