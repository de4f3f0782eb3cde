import { sql } from 'kysely'
import type { z } from 'zod'
import type { RecordChange } from '@polyclinic/contract/records/outcomes.ts'
import { specialTestsFor } from '@polyclinic/contract/records/special-test-names.ts'
import type { newSpecialTest } from '@polyclinic/contract/records/special-tests.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { chartChanged } from '../events.ts'
import { markRecord, subjectAt, type Marked } from '../subjects/actions.ts'
import { findSpecialTest, type SpecialTestRow } from './queries.ts'
import { specialTestSecrets } from './view.ts'

export type NewSpecialTest = z.infer<typeof newSpecialTest>

export async function addSpecialTest(
  tx: TenantTx,
  patientId: string,
  { test, text, bodySide, result, examinedAt = new Date().toISOString(), note }: NewSpecialTest,
  scope?: PatientScope,
  id: string = newId(),
): Promise<SpecialTestRow> {
  const { kind } = await subjectAt(tx, patientId, scope, { examinedAt })
  if (test && !specialTestsFor(kind).includes(test)) throw refuseField('test', 'kind', 'is not made of such a patient')
  const { sealer } = tx
  await tx.run(sql`
    insert into tenant.special_tests (organization_id, id, patient_id, test, text_sealed, body_side, result, examined_at, note_sealed,
      recorded_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${test ?? null}, ${specialTestSecrets.seal(sealer, id, 'text', text)},
      ${bodySide ?? null}, ${result}, ${examinedAt}, ${specialTestSecrets.seal(sealer, id, 'note', note)}, ${tx.caller.accountId ?? null})`)
  tx.announce(chartChanged, { patientId })
  return justWritten(findSpecialTest(tx, id, undefined))
}

export const changeSpecialTest = (tx: TenantTx, which: Marked, change: RecordChange): Promise<SpecialTestRow> =>
  markRecord(tx, { secrets: specialTestSecrets, find: findSpecialTest }, which, change)
