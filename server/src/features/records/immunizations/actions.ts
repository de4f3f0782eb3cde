import { sql } from 'kysely'
import type { z } from 'zod'
import { firstDayOf, precisionOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { immunizationChange, newImmunization } from '@polyclinic/contract/records/immunizations.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { titleOfCode } from '../code-lists/queries.ts'
import { chartChanged } from '../events.ts'
import { findSubject } from '../subjects/queries.ts'
import { latestDayAt } from '../subjects/rules.ts'
import { findImmunization, type ImmunizationRow } from './queries.ts'
import { immunizationFault } from './rules.ts'
import { immunizationSecrets } from './view.ts'

export type NewImmunization = z.infer<typeof newImmunization>
type ImmunizationChange = z.infer<typeof immunizationChange>

/** All that may be changed of a vaccination, as it is to stand. */
type Told = Required<{ [Name in keyof ImmunizationChange]: Exclude<ImmunizationChange[Name], undefined> }>

const sealedNames = ['text', 'batch', 'site', 'note'] as const

export async function addImmunization(
  tx: TenantTx,
  patientId: string,
  { code, ...body }: NewImmunization,
  scope?: PatientScope,
  id: string = newId(),
): Promise<ImmunizationRow> {
  const title = await titleOfCode(code, 'vaccines')
  const told: Told = {
    text: body.text ?? title ?? '',
    givenOn: body.givenOn,
    batch: body.batch ?? null,
    batchExpiresOn: body.batchExpiresOn ?? null,
    site: body.site ?? null,
    dueOn: body.dueOn ?? null,
    note: body.note ?? null,
    status: 'completed',
  }
  await refuseFault(tx, patientId, told, scope)
  const sealed = sealedNames.map((name) => immunizationSecrets.seal(tx.sealer, id, name, told[name]))
  const columns = columnsOf(told)
  await tx.run(sql`
    insert into tenant.immunizations (organization_id, id, patient_id, code_system, code, recorded_by,
      ${sql.join([...columns.map(([name]) => name), ...sealedNames.map((name) => `${name}_sealed`)].map((name) => sql.ref(name)))})
    values (${tx.organization.id}, ${id}, ${patientId}, ${code?.system ?? null}, ${code?.code ?? null}, ${tx.caller.accountId ?? null},
      ${sql.join([...columns.map(([, value]) => value), ...sealed])})`)
  tx.announce(chartChanged, { patientId })
  return justWritten(findImmunization(tx, id, undefined))
}

export const changeImmunization = (
  tx: TenantTx,
  { id, scope, expectedVersion }: { id: string; scope: PatientScope; expectedVersion?: number },
  change: ImmunizationChange,
): Promise<ImmunizationRow> =>
  changeVersioned({
    find: () => findImmunization(tx, id, scope),
    expectedVersion,
    write: (before) => writeImmunization(tx, before, change, scope),
    follow: ({ patient_id: patientId }) => tx.announce(chartChanged, { patientId }),
  })

async function writeImmunization(
  tx: TenantTx,
  before: ImmunizationRow,
  change: ImmunizationChange,
  scope: PatientScope,
): Promise<number> {
  const { text = '', batch = null, site = null, note = null } = immunizationSecrets.open(tx.sealer, before)
  const days = { givenOn: before.given, batchExpiresOn: before.batch_expires_on, dueOn: before.due_on }
  const was: Told = { text, batch, site, note, ...days, status: before.status }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const told: Told = { ...was, ...given }
  await refuseFault(tx, before.patient_id, told, scope)
  const set = [
    ...columnsOf(told).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    ...sealedNames.map(
      (name) => sql`${sql.ref(`${name}_sealed`)} = ${immunizationSecrets.renew(tx.sealer, before, name, told[name])}`,
    ),
  ]
  return tx.run(sql`
    update tenant.immunizations set ${sql.join(set)}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

async function refuseFault(tx: TenantTx, patientId: string, told: Told, scope: PatientScope): Promise<void> {
  const subject = await findSubject(tx, patientId, scope)
  if (!subject) throw refuse('not-found')
  const fault = immunizationFault(told, subject, latestDayAt(Date.now()))
  if (fault) throw refuseField(fault.path, fault.code, fault.message)
}

/** What lies in clear, column by column. */
const columnsOf = ({ givenOn, batchExpiresOn, dueOn, status }: Told): [string, string | null][] => [
  ['given_on', firstDayOf(givenOn)],
  ['given_precision', precisionOf(givenOn)],
  ['batch_expires_on', batchExpiresOn],
  ['due_on', dueOn],
  ['status', status],
]
