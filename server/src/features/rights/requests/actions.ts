import { sql } from 'kysely'
import type { NewRightsRequest } from '@polyclinic/contract/rights/requests.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { notAllowed, refuse } from '../../../kit/http/refusal.ts'
import { rightsChanged } from '../events.ts'
import type { Who } from '../restrictions/actions.ts'
import { requestSecrets } from '../secrets.ts'
import { countOpen, findRequest, isLinked, isSeen, type RequestRow } from './queries.ts'
import { lackedByEraser, type Eraser } from './rules.ts'

export async function addRequest(
  tx: TenantTx,
  patientId: string,
  { kind, ...asked }: NewRightsRequest,
  { accountId, byAccount = false }: { accountId: string; byAccount?: boolean },
): Promise<string> {
  const id = newId()
  // a month from the day of the organization (GDPR 12 III)
  await tx.run(sql`
    insert into tenant.rights_requests (organization_id, id, patient_id, kind, asked_sealed, asked_by, by_account, due_on)
    values (${tx.organization.id}, ${id}, ${patientId}, ${kind}, ${requestSecrets.seal(tx.sealer, id, 'asked', asked)},
      ${accountId}, ${byAccount}, ((clock_timestamp() at time zone ${tx.organization.timeZone})::date + interval '1 month')::date)`)
  tx.announce(rightsChanged, { patientId })
  return id
}

export async function askInPerson(
  tx: TenantTx,
  patientId: string,
  request: NewRightsRequest,
  who: Who,
): Promise<RequestRow> {
  if (!(await isSeen(tx, patientId, who.scope))) throw refuse('not-found')
  const id = await addRequest(tx, patientId, request, who)
  return justWritten(findRequest(tx, id, who.scope))
}

/** How many of one patient wait for the desk at once. */
const maxOpen = 5

/** What the organization writes down for whoever is linked to the patient, which was read as them. */
export async function askFromOutside(
  tx: TenantTx,
  patientId: string,
  asked: { about: string; right: string },
  accountId: string,
): Promise<RequestRow> {
  if (!(await isLinked(tx, patientId))) throw refuse('not-found')
  return tx.asOrganization(async () => {
    if ((await countOpen(tx, patientId)) >= maxOpen) throw refuse('wrong-state', { state: 'open' })
    const id = await addRequest(tx, patientId, { kind: 'correction', ...asked }, { accountId, byAccount: true })
    return justWritten(findRequest(tx, id, undefined))
  })
}

/** An answer does what the erasure itself would do, so it asks for the same. */
function requireEraser(eraser: Eraser): void {
  const lacking = lackedByEraser(eraser)
  if (lacking) throw notAllowed(lacking)
  if (!eraser.seesAll) throw refuse('shared-by-clinics')
}

export async function answerRequest(
  tx: TenantTx,
  id: string,
  { accepted, reason }: { accepted: boolean; reason?: string },
  { accountId, scope, ...eraser }: Who & Eraser,
): Promise<RequestRow> {
  const row = await findRequest(tx, id, scope)
  if (!row) throw refuse('not-found')
  if (row.kind === 'erasure') requireEraser(eraser)
  // an erasure is due work from now on, done once nothing stands against it
  const eraseAt = accepted && row.kind === 'erasure' ? sql`clock_timestamp()` : null
  const answered = await tx.run(sql`
    update tenant.rights_requests set state = ${accepted ? 'accepted' : 'refused'}, answered_by = ${accountId},
      answered_at = clock_timestamp(), answer_sealed = ${requestSecrets.seal(tx.sealer, id, 'answer', reason)}, erase_at = ${eraseAt}
    where organization_id = ${tx.organization.id} and id = ${id} and state = 'open'`)
  if (answered === 0) throw refuse('wrong-state', { state: row.state })
  tx.announce(rightsChanged, { patientId: row.patient_id })
  return justWritten(findRequest(tx, id, scope))
}
