import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bool, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'

const databaseRow = shape({
  id: uuid,
  name: text,
  organizations: bigint,
  answers: bool,
  schema_version: nullable(text),
})

export type DatabaseRow = RowOf<typeof databaseRow>

export const listDatabases = (control: ControlTx) =>
  control.all(databaseRow`
    select ${databaseRow.of('p', {
      organizations: sql`(select count(*) from control.organizations o where o.placement_id = p.id)`,
      answers: sql`not exists (select from control.due_work w where w.placement_id = p.id and w.failures > 0)`,
      schema_version: sql`(select max(s.schema_version) from control.organization_sizes s
        join control.organizations o on o.id = s.organization_id where o.placement_id = p.id)`,
    })}
    from control.placements p order by p.id limit 1000`)

const troubleRow = shape({
  failed_jobs: nullable(bigint),
  jobs_counted_at: nullable(timestamptz),
  waiting_mails: bigint,
  failed_mails: bigint,
})

export const countTroubles = (control: ControlTx) =>
  control.one(troubleRow`
    select (select h.count from control.health h where h.what = 'dead-jobs') as failed_jobs,
      (select h.at from control.health h where h.what = 'dead-jobs') as jobs_counted_at,
      (select count(*) from control.account_messages m where m.state in ('waiting', 'sending')) as waiting_mails,
      (select count(*) from control.account_messages m
        where m.state = 'failed' and m.created_at > clock_timestamp() - interval '14 days') as failed_mails`)
