import { sql } from 'kysely'
import type { z } from 'zod'
import { firstDayOf, precisionOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { conditionChange, newCondition } from '@polyclinic/contract/records/conditions.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { titleOfCode } from '../code-lists/queries.ts'
import { chartChanged } from '../events.ts'
import { findSubject, type SubjectRow } from '../subjects/queries.ts'
import { latestDayAt } from '../subjects/rules.ts'
import { findCondition, type ConditionRow } from './queries.ts'
import { causeFault, conditionFault } from './rules.ts'
import { conditionSecrets } from './view.ts'

export type NewCondition = z.infer<typeof newCondition>
type ConditionChange = z.infer<typeof conditionChange>

/** All that is told of a problem, as it is to stand. */
type Told = Required<{ [Name in keyof ConditionChange]: Exclude<ConditionChange[Name], undefined> }>

export async function addCondition(
  tx: TenantTx,
  patientId: string,
  given: NewCondition,
  scope?: PatientScope,
  id: string = newId(),
): Promise<ConditionRow> {
  const title = await titleOfCode(given.code, 'conditions')
  const told: Told = {
    code: given.code ?? null,
    text: given.text ?? title ?? '',
    status: given.status ?? (given.abatement ? 'resolved' : 'active'),
    verification: given.verification ?? 'confirmed',
    severity: given.severity ?? null,
    bodySide: given.bodySide ?? null,
    onset: given.onset ?? null,
    abatement: given.abatement ?? null,
    note: given.note ?? null,
    isCauseOfDeath: given.isCauseOfDeath ?? false,
  }
  const subject = await findSubject(tx, patientId, scope)
  if (!subject) throw refuse('not-found')
  refuseFault(given, told, subject)
  const { text, note } = told
  await tx.run(sql`
    insert into tenant.conditions (organization_id, id, patient_id, text_sealed, note_sealed, recorded_by, ${sql.join(names(told))})
    values (${tx.organization.id}, ${id}, ${patientId}, ${conditionSecrets.seal(tx.sealer, id, 'text', text)},
      ${conditionSecrets.seal(tx.sealer, id, 'note', note)}, ${tx.caller.accountId ?? null}, ${sql.join(values(told))})`)
  tx.announce(chartChanged, { patientId })
  return justWritten(findCondition(tx, id, undefined))
}

export const changeCondition = (
  tx: TenantTx,
  { id, scope, expectedVersion }: { id: string; scope: PatientScope; expectedVersion?: number },
  change: ConditionChange,
): Promise<ConditionRow> =>
  changeVersioned({
    find: () => findCondition(tx, id, scope),
    expectedVersion,
    write: (before) => writeCondition(tx, before, change, scope),
    follow: ({ patient_id: patientId }) => tx.announce(chartChanged, { patientId }),
  })

async function writeCondition(
  tx: TenantTx,
  before: ConditionRow,
  change: ConditionChange,
  scope: PatientScope,
): Promise<number> {
  await titleOfCode(change.code, 'conditions')
  const told = merged(tx, before, change)
  const subject = await findSubject(tx, before.patient_id, scope)
  if (!subject) throw refuse('not-found')
  refuseFault(change, told, subject)
  const written = columnsOf(told).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const sealed = (['text', 'note'] as const).map(
    (name) => sql`${sql.ref(`${name}_sealed`)} = ${conditionSecrets.renew(tx.sealer, before, name, told[name])}`,
  )
  return tx.run(sql`
    update tenant.conditions set ${sql.join([...written, ...sealed])}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

/** As the row was, and what the change gives; null empties. */
function merged(tx: TenantTx, before: ConditionRow, change: ConditionChange): Told {
  const { text = '', note = null } = conditionSecrets.open(tx.sealer, before)
  const was: Told = {
    code: before.code && before.code_system ? { system: before.code_system, code: before.code } : null,
    text,
    status: before.status,
    verification: before.verification,
    severity: before.severity,
    bodySide: before.body_side,
    onset: before.onset,
    abatement: before.abatement,
    note,
    isCauseOfDeath: before.is_cause_of_death,
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...was, ...given }
}

function refuseFault(given: Pick<ConditionChange, 'isCauseOfDeath'>, told: Told, subject: SubjectRow): void {
  const fault = causeFault(given, subject) ?? conditionFault(told, subject, latestDayAt(Date.now()))
  if (fault) throw refuseField(fault.path, fault.code, fault.message)
}

/** What lies in clear, column by column. */
const columnsOf = ({
  code,
  status,
  verification,
  severity,
  bodySide,
  onset,
  abatement,
  isCauseOfDeath,
}: Told): [string, unknown][] => [
  ['code_system', code?.system ?? null],
  ['code', code?.code ?? null],
  ['status', status],
  ['verification', verification],
  ['severity', severity],
  ['body_side', bodySide],
  ['onset_on', onset && firstDayOf(onset)],
  ['onset_precision', precisionOf(onset)],
  ['abated_on', abatement && firstDayOf(abatement)],
  ['abated_precision', precisionOf(abatement)],
  ['is_cause_of_death', isCauseOfDeath],
]

const names = (told: Told) => columnsOf(told).map(([column]) => sql.ref(column))
const values = (told: Told) => columnsOf(told).map(([, value]) => sql`${value}`)
