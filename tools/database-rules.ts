import { appendOnly, definers, mechanisms, openTables, settingless } from './database-lists.ts'
import { isTaken, roleKinds, roleName, signsIn, type RoleKind } from '../server/src/kit/db/roles.ts'

export interface Installation {
  rolePrefix: string
  schemas: readonly string[]
}

/** One rule: a statement whose every row is a violation, at a table or function, in a sentence. */
export interface DatabaseRule {
  guarantee: string
  sql: string
  values: unknown[]
}

/** Every rule of ARCHITECTURE §4 that a migrated database can be asked about. */
export function databaseRules({ rolePrefix, schemas }: Installation): DatabaseRule[] {
  const named = (...kinds: RoleKind[]) => kinds.map((kind) => roleName(rolePrefix, kind))
  const all = named(...roleKinds)
  const working = named('app', 'auth', 'worker')
  const [app] = named('app')
  const taken = named(...roleKinds.filter(isTaken))
  const [operator] = named('operator')
  // who runs the platform sees no row of an organization: it has a rule of its own
  const within = taken.filter((name) => name !== operator)
  const reachers = named('relay', 'search', 'doorman', 'ledger')
  const rule = (guarantee: string, sql: string, ...values: unknown[]): DatabaseRule => ({
    guarantee,
    sql,
    values: [schemas, ...values],
  })
  const tables = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1::text[]) and c.relkind in ('r', 'p')`
  const place = `n.nspname || '.' || c.relname as place`

  return [
    rule(
      'row security is on and forced',
      `select ${place}, 'row level security must be enabled and forced' as sentence ${tables}
         and not (c.relrowsecurity and c.relforcerowsecurity) and n.nspname || '.' || c.relname <> all ($2::text[])`,
      openTables,
    ),
    rule(
      'policies say what is seen and what may be written',
      `select n.nspname || '.' || c.relname as place, 'policy ' || p.polname || ' lacks ' || case when p.polqual is null and p.polcmd <> 'a' then 'USING' else 'WITH CHECK' end as sentence
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1::text[]) and (p.polqual is null and p.polcmd <> 'a' or p.polwithcheck is null and p.polcmd in ('*', 'a', 'w'))`,
    ),
    rule(
      'no policy is open',
      `select n.nspname || '.' || c.relname as place, 'policy ' || p.polname || ' lets everything through, and not only for roles that nobody signs in as' as sentence
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1::text[]) and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
         and exists (select from unnest(p.polroles) r where r = 0 or pg_get_userbyid(r) <> all ($2::text[]))
       union all
       select n.nspname || '.' || c.relname, 'policy ' || p.polname || ' is open while nothing is set (is null or …)'
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1::text[]) and concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~* 'is null\\)* or '`,
      reachers,
    ),
    rule(
      'policies of those who sign in ask for the setting',
      `select n.nspname || '.' || c.relname as place, 'policy ' || p.polname || ' does not ask for app.organization_id' || case n.nspname when 'tenant' then '' else ' or app.account_id' end as sentence
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace,
         lateral unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) as e (text)
       where n.nspname = any ($1::text[]) and e.text is not null and n.nspname || '.' || c.relname || ' ' || p.polname <> all ($3::text[])
         and exists (select from unnest(p.polroles) r where pg_get_userbyid(r) = any ($2::text[]))
         and not (e.text = 'false' and p.polcmd = 'r') and e.text !~ case n.nspname when 'tenant' then 'app\\.organization_id' else 'app\\.(organization|account)_id' end`,
      [app, ...within],
      Object.keys(settingless),
    ),
    rule(
      'a policy for everybody stands only where nobody is let in',
      `select n.nspname || '.' || c.relname as place, 'policy ' || p.polname || ' is for PUBLIC on a table that {app} may use: name the role' as sentence
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1::text[]) and 0 = any (p.polroles)
         and exists (select from unnest($2::text[]) r where has_any_column_privilege(r, c.oid, 'select, insert, update') or has_table_privilege(r, c.oid, 'delete'))`,
      [...working, ...taken],
    ),
    rule(
      'every table of an organization says what is seen from outside, and by long work',
      `select ${place}, 'says not what ' || r || ' sees: tenant.guard, tenant.seen_from_outside or tenant.seen_by_long_work' as sentence
       ${tables.replace(' where', ', unnest($2::text[]) r where')} and n.nspname = 'tenant'
         and 1 <> (select count(*) from pg_policy p where p.polrelid = c.oid and p.polcmd = 'r' and pg_get_userbyid(p.polroles[1]) = r)
       union all
       select ${place}, r || ' may read columns of it and sees no row' ${tables.replace(' where', ', unnest($2::text[]) r where')}
         and has_any_column_privilege(r, c.oid, 'select')
         and not exists (select from pg_policy p where p.polrelid = c.oid and pg_get_userbyid(p.polroles[1]) = r and pg_get_expr(p.polqual, p.polrelid) <> 'false')
       union all
       select ${place}, r || ' may change it and no policy says which rows' ${tables.replace(' where', ', unnest($2::text[]) r where')}
         and (has_any_column_privilege(r, c.oid, 'insert, update') or has_table_privilege(r, c.oid, 'delete'))
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd <> 'r' and pg_get_userbyid(p.polroles[1]) = r)`,
      within,
    ),
    rule(
      'who runs the platform reads and changes nothing of an organization’s database, and elsewhere is asked for',
      `select ${place}, $2 || ' may reach it' as sentence ${tables} and n.nspname = 'tenant'
         and (has_any_column_privilege($2, c.oid, 'select, insert, update, references') or has_table_privilege($2, c.oid, 'delete, truncate, trigger')
           or exists (select from pg_policy p, unnest(p.polroles) r where p.polrelid = c.oid and pg_get_userbyid(r) = $2))
       union all
       select n.nspname || '.' || c.relname, 'policy ' || p.polname || ' does not ask for control.operator_role()'
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace,
         lateral unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) as e (text)
       where n.nspname = any ($1::text[]) and e.text is not null and exists (select from unnest(p.polroles) r where pg_get_userbyid(r) = $2)
         and e.text !~ 'control\\.operator_role\\(\\)'
       union all
       select ${place}, $2 || ' may change it and no policy says which rows' ${tables} and n.nspname = 'control'
         and (has_any_column_privilege($2, c.oid, 'insert, update') or has_table_privilege($2, c.oid, 'delete'))
         and not exists (select from pg_policy p, unnest(p.polroles) r where p.polrelid = c.oid and p.polcmd <> 'r' and pg_get_userbyid(r) = $2)`,
      operator,
    ),
    rule(
      'long work changes nothing of an organization',
      `select ${place}, r || ' may change it' as sentence ${tables.replace(' where', ', unnest($2::text[]) r where')} and n.nspname = 'tenant'
         and (has_any_column_privilege(r, c.oid, 'insert, update') or has_table_privilege(r, c.oid, 'delete, truncate'))`,
      named('batch'),
    ),
    rule(
      'no role of ours is mighty',
      `select rolname::text as place, 'is ' || concat_ws(', ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end, case when rolcreaterole then 'createrole' end,
           case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end, case when rolcanlogin and rolname <> all ($3::text[]) then 'able to sign in' end) as sentence
       from pg_roles where rolname = any ($2::text[]) and cardinality($1::text[]) >= 0
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin and rolname <> all ($3::text[]))`,
      all,
      roleKinds.filter(signsIn).map((kind) => roleName(rolePrefix, kind)),
    ),
    rule(
      'those who sign in own nothing',
      `select o.place, o.owner || ' owns it' as sentence from (
         select n.nspname || '.' || c.relname as place, pg_get_userbyid(c.relowner)::text as owner, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         union all select n.nspname || '.' || p.proname, pg_get_userbyid(p.proowner), n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         union all select n.nspname || '.' || t.typname, pg_get_userbyid(t.typowner), n.nspname from pg_type t join pg_namespace n on n.oid = t.typnamespace
         union all select n.nspname, pg_get_userbyid(n.nspowner), n.nspname from pg_namespace n) o
       where o.nspname = any ($1::text[] || array['auth', 'public']) and o.owner = any ($2::text[])`,
      [...working, ...taken],
    ),
    rule(
      'nobody who signs in can become another role',
      `select m.rolname::text as place, 'is a member of ' || g.rolname as sentence
       from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
       where cardinality($1::text[]) >= 0 and m.rolname = any ($2::text[]) and not (m.rolname = $3 and g.rolname = any ($4::text[]))
       union all
       select $3::text, 'inherits what ' || r || ' may: it should have to become it' from unnest($4::text[]) r where pg_has_role($3::name, r::name, 'usage')`,
      all,
      app,
      taken,
    ),
    rule(
      'functions with their owner’s rights are known',
      `select n.nspname || '.' || p.proname as place, 'is security definer and not listed in tools/database-lists.ts' as sentence
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname = any ($1::text[] || array['auth', 'public']) and n.nspname || '.' || p.proname <> all ($2::text[])
       union all
       select l, 'is listed as security definer but is gone or is not' from unnest($2::text[]) l
       where split_part(l, '.', 1) = any ($1::text[]) and not exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname || '.' || p.proname = l)`,
      definers,
    ),
    rule(
      'functions with their owner’s rights can do little',
      `select f.place, f.sentence from (
         select n.nspname || '.' || p.proname as place, unnest(array[
           case when o.rolsuper or o.rolbypassrls or o.rolcanlogin then 'its owner ' || o.rolname || ' must be able neither to sign in nor to pass row security by' end,
           case when not coalesce(p.proconfig, '{}') && array['search_path=""', 'search_path=', 'search_path=pg_catalog'] then 'its search_path is not pinned' end,
           case when p.proacl is null or exists (select from aclexplode(p.proacl) x where x.grantee = 0) then 'EXECUTE is not revoked from PUBLIC' end]) as sentence
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
         where p.prosecdef and n.nspname = any ($1::text[] || array['auth', 'public'])) f
       where f.sentence is not null`,
    ),
    rule(
      'every function’s search_path is pinned',
      `select n.nspname || '.' || p.proname as place, 'its search_path is not pinned' as sentence
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where not p.prosecdef and n.nspname = any ($1::text[]) and not exists (select from unnest(p.proconfig) c where c like 'search\\_path=%')`,
    ),
    rule(
      'foreign keys stay within the organization',
      `select n.nspname || '.' || c.relname as place, 'foreign key ' || k.conname || ' must begin with organization_id on both sides' as sentence
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = k.conkey[1] join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = k.confkey[1]
       where k.contype = 'f' and n.nspname = 'tenant' and 'tenant' = any ($1::text[]) and (mine.attname <> 'organization_id' or theirs.attname <> 'organization_id')
       union all
       select n.nspname || '.' || c.relname, 'foreign key ' || k.conname || ' crosses from ' || n.nspname || ' to ' || fn.nspname
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace join pg_class fc on fc.oid = k.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
       where k.contype = 'f' and n.nspname <> fn.nspname and (n.nspname = any ($1::text[]) or fn.nspname = any ($1::text[]))`,
    ),
    rule(
      'what is unique is unique within the organization',
      `select n.nspname || '.' || c.relname as place, 'unique index ' || i.relname || ' must begin with organization_id' as sentence
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
         left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where (x.indisunique or x.indisexclusion) and n.nspname = 'tenant' and 'tenant' = any ($1::text[]) and c.relkind in ('r', 'p') and a.attname is distinct from 'organization_id'
       union all
       select ${place}, 'has no primary key' ${tables} and not exists (select from pg_index x where x.indrelid = c.oid and x.indisprimary)
       union all
       select ${place}, 'has no organization_id' ${tables} and n.nspname = 'tenant'
         and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)`,
    ),
    rule(
      'what happened stays as it was',
      `select ${place}, r || ' may change or remove rows that are append-only' as sentence ${tables.replace(' where', ', unnest($3::text[]) r where')}
         and n.nspname || '.' || c.relname = any ($2::text[]) and (has_table_privilege(r, c.oid, 'update, delete, truncate') or has_any_column_privilege(r, c.oid, 'update'))
       union all
       select ${place}, r || ' may truncate, refer to or hang triggers on it' ${tables.replace(' where', ', unnest($3::text[]) r where')} and has_table_privilege(r, c.oid, 'truncate, references, trigger')`,
      appendOnly,
      [...working, ...taken],
    ),
    rule(
      'PUBLIC has nothing',
      `select n.nspname as place, 'PUBLIC has ' || lower(x.privilege_type) || ' on the schema' as sentence from pg_namespace n, aclexplode(n.nspacl) x
       where x.grantee = 0 and (n.nspname = any ($1::text[] || array['auth', 'migration']) or n.nspname = 'public' and x.privilege_type = 'CREATE')
       union all
       select n.nspname || '.' || c.relname, 'PUBLIC has ' || lower(x.privilege_type) from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) x
       where x.grantee = 0 and n.nspname = any ($1::text[] || array['auth', 'migration'])
       union all
       select n.nspname || '.' || c.relname, 'PUBLIC has ' || lower(x.privilege_type) || ' on ' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) x
       where x.grantee = 0 and n.nspname = any ($1::text[] || array['auth', 'migration'])`,
    ),
    rule(
      'every change of a record is audited',
      `select ${place}, 'has no trigger “audited” and is not listed as mechanism in tools/database-lists.ts' as sentence ${tables} and n.nspname || '.' || c.relname <> all ($2::text[])
         and not exists (select from pg_trigger t join pg_proc f on f.oid = t.tgfoid where t.tgrelid = c.oid and t.tgname = 'audited' and t.tgenabled in ('O', 'A')
           and t.tgtype & 31 = case n.nspname when 'tenant' then 25 else 29 end and t.tgqual is null and t.tgattr = '' and f.proname = 'record_change')
       union all
       select ${place}, 'has a trigger “audited” and none for what is inserted (audited_when_inserted)' as sentence ${tables}
         and n.nspname = 'tenant' and exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audited')
         and not exists (select from pg_trigger t join pg_proc f on f.oid = t.tgfoid where t.tgrelid = c.oid
           and t.tgname = 'audited_when_inserted' and t.tgenabled in ('O', 'A') and t.tgtype & 31 = 4 and t.tgqual is null
           and f.proname = 'record_inserts')
       union all
       select l, 'is listed as mechanism but is gone or is audited' from unnest($2::text[]) l
       where split_part(l, '.', 1) = any ($1::text[]) and not exists (select ${tables} and n.nspname || '.' || c.relname = l
         and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audited'))`,
      Object.keys(mechanisms),
    ),
    rule(
      'views see what their reader may see',
      `select n.nspname || '.' || c.relname as place, case c.relkind when 'm' then 'a materialized view passes row security by' else 'the view must be security_invoker' end as sentence
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1::text[]) and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'])`,
    ),
    rule(
      'nobody waits for ever',
      `select r as place, 'has no ' || s as sentence from unnest($2::text[]) r, unnest(array['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) s
       where cardinality($1::text[]) >= 0 and not exists (select from pg_roles p, unnest(p.rolconfig) c where p.rolname = r and c like s || '=%' and c !~ '=0?$')`,
      working,
    ),
  ]
}
