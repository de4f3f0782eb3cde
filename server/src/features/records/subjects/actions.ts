import { sql } from 'kysely'
import type { RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import type { RecordChange } from '@polyclinic/contract/records/outcomes.ts'
import type { SealedColumns, SealedRow } from '../../../kit/crypto/sealed.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { chartChanged } from '../events.ts'
import { findSubject, type SubjectRow } from './queries.ts'
import { faultOfMoment } from './rules.ts'

/** Of whom something was found at a moment, told under the name of its field; refused where it cannot lie in that life. */
export async function subjectAt(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  moments: Readonly<Record<string, string>>,
): Promise<SubjectRow> {
  const subject = await findSubject(tx, patientId, scope)
  if (!subject) throw refuse('not-found')
  for (const [field, moment] of Object.entries(moments)) {
    const fault = faultOfMoment(moment, subject, Date.now())
    if (fault) throw refuseField(field, fault.code, fault.message)
  }
  return subject
}

export interface Marked {
  id: string
  scope: PatientScope
  expectedVersion?: number
}

interface Noted {
  note: string
}

interface FoundRow extends SealedRow<Noted> {
  patient_id: string
  status: RecordStatus
  version: number
}

interface Place<Row> {
  secrets: Pick<SealedColumns<Noted>, 'table' | 'open' | 'renew'>
  find: (tx: TenantTx, id: string, scope: PatientScope) => Promise<Row | undefined>
}

/** What was found once is never rewritten: it is remarked on, marked as entered in error, or counts again. */
export const markRecord = <Row extends FoundRow>(
  tx: TenantTx,
  { secrets, find }: Place<Row>,
  { id, scope, expectedVersion }: Marked,
  change: RecordChange,
): Promise<Row> =>
  changeVersioned({
    find: () => find(tx, id, scope),
    expectedVersion,
    write: (before) => {
      const { note: was = null } = secrets.open(tx.sealer, before)
      const note = secrets.renew(tx.sealer, before, 'note', change.note === undefined ? was : change.note)
      return tx.run(sql`
        update ${sql.table(`tenant.${secrets.table}`)} set status = ${change.status ?? before.status}, note_sealed = ${note}
        where organization_id = ${tx.organization.id} and id = ${id} and version = ${before.version}`)
    },
    follow: ({ patient_id: patientId }) => tx.announce(chartChanged, { patientId }),
  })
