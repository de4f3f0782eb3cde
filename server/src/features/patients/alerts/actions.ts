import { sql } from 'kysely'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { AlertKind } from '@polyclinic/contract/patients/alert-kinds.ts'
import type { AlertChange, NewAlert } from '@polyclinic/contract/patients/alerts.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { notAllowed, refuse, refuseField } from '../../../kit/http/refusal.ts'
import { alertChanged } from '../events.ts'
import { alertSecrets } from '../warnings/secrets.ts'
import { findAlert, findToday, type AlertReader, type AlertRow } from './queries.ts'

export interface AlertWriter extends AlertReader {
  accountId: string
  can(permission: Permission): boolean
}

interface Which {
  id: string
  expectedVersion?: number
}

/** A clinical alert is part of the chart, and so is what becomes one or was one. */
function requireRight(writer: AlertWriter, ...kinds: (AlertKind | undefined)[]): void {
  if (kinds.includes('clinical') && !writer.can('charts.write')) throw notAllowed('charts.write')
}

function requireOrder(from: string, until: string | null | undefined): void {
  if (until && until < from) throw refuseField('until', 'ends-first', 'lies before the first day')
}

export async function addAlert(
  tx: TenantTx,
  patientId: string,
  given: NewAlert,
  writer: AlertWriter,
  id: string = newId(),
): Promise<AlertRow> {
  requireRight(writer, given.kind)
  const known = await findToday(tx, patientId, writer.scope)
  if (!known) throw refuse('not-found')
  const from = given.from ?? known.today
  requireOrder(from, given.until)
  await tx.run(sql`
    insert into tenant.alerts (organization_id, id, patient_id, kind, priority, text_sealed, from_day, until_day, recorded_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${given.kind}, ${given.priority ?? 'normal'},
      ${alertSecrets.seal(tx.sealer, id, 'text', given.text)}, ${from}, ${given.until ?? null}, ${writer.accountId})`)
  tx.announce(alertChanged, { patientId })
  return justWritten(findAlert(tx, id, writer))
}

const requireOpen = ({ ended_at }: AlertRow) => {
  if (ended_at) throw refuse('wrong-state', { state: 'ended' })
}

export async function changeAlert(
  tx: TenantTx,
  { id, expectedVersion }: Which,
  change: AlertChange,
  writer: AlertWriter,
): Promise<AlertRow> {
  return changeVersioned({
    find: () => findAlert(tx, id, writer),
    expectedVersion,
    write: (before) => {
      requireRight(writer, before.kind, change.kind)
      requireOpen(before)
      const { kind = before.kind, priority = before.priority, from = before.from_day } = change
      const until = change.until === undefined ? before.until_day : change.until
      requireOrder(from, until)
      const text = change.text ?? alertSecrets.open(tx.sealer, before).text
      return tx.run(sql`
        update tenant.alerts set kind = ${kind}, priority = ${priority}, from_day = ${from}, until_day = ${until},
          text_sealed = ${alertSecrets.renew(tx.sealer, before, 'text', text)}
        where organization_id = ${tx.organization.id} and id = ${id} and version = ${before.version}`)
    },
    follow: ({ patient_id: patientId }) => tx.announce(alertChanged, { patientId }),
  })
}

/** It stays, with who ended it and when. */
export async function endAlert(tx: TenantTx, { id, expectedVersion }: Which, writer: AlertWriter): Promise<AlertRow> {
  return changeVersioned({
    find: () => findAlert(tx, id, writer),
    expectedVersion,
    write: (before) => {
      requireRight(writer, before.kind)
      requireOpen(before)
      return tx.run(sql`
        update tenant.alerts set ended_at = clock_timestamp(), ended_by = ${writer.accountId}
        where organization_id = ${tx.organization.id} and id = ${id} and version = ${before.version}`)
    },
    follow: ({ patient_id: patientId }) => tx.announce(alertChanged, { patientId }),
  })
}
