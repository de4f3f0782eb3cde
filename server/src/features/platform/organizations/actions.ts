import type { Language } from '@polyclinic/contract/kit/language.ts'
import { db } from '../../../database.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { findOfferedPlan } from '../../plans/public.ts'
import { recordAct } from '../log/actions.ts'
import { addSetup } from '../setups/actions.ts'
import { findOrganization, hasMembers, type OrganizationRow, type Size } from './queries.ts'

interface NewOrganization {
  name: string
  slug: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  timeZone: string
  plan?: string
  ownerEmail: string
}

interface OwnDatabase {
  server: string
  region: string
}

/**
 * Nobody is in it before its owner accepts. Answers the secret of the owner's link, but for one that gets a database of its own
 * first: its owner is invited once that is there.
 */
export async function createOrganization(
  control: ControlTx,
  master: MasterKey,
  id: string,
  { ownerEmail, language, database, ...fields }: NewOrganization & { language: Language; database?: OwnDatabase },
): Promise<string | undefined> {
  if (fields.plan && !(await findOfferedPlan(control, fields.plan)))
    throw refuseField('plan', 'unknown', 'No such plan is on offer.')
  await organizations.registerOrganization(control, master, id, undefined, fields)
  await recordAct(control, 'organization.create', { organizationId: id, about: ownerEmail })
  const invitedBy = operatorOf(control)
  if (database)
    return void (await addSetup(control, { id, slug: fields.slug, ownerEmail, language, invitedBy, ...database }))
  return organizations.inviteOwner(control, { organizationId: id, invitedBy, email: ownerEmail })
}

/** Where somebody works, they invite others themselves; the database keeps operators to it, too. */
export async function inviteOwnerAgain(control: ControlTx, id: string, email: string): Promise<string> {
  const row = await requireOrganization(control, id)
  if (await hasMembers(control, id)) throw refuse('has-members')
  if (row.closes_at) throw refuse('wrong-state', { state: 'closing' })
  if (row.setup_server) throw refuse('wrong-state', { state: 'setting-up' })
  await recordAct(control, 'organization.invite-owner', { organizationId: id, about: email })
  return organizations.inviteOwner(control, { organizationId: id, invitedBy: operatorOf(control), email })
}

/** Every process asks anew how it stands: the database tells them with the commit. */
export async function settleOrganization(
  control: ControlTx,
  id: string,
  expectedVersion: number | undefined,
  { status, reason }: { status: 'active' | 'suspended'; reason?: string },
): Promise<OrganizationRow> {
  if (status === 'suspended' && !reason) throw refuseField('reason', 'required', 'is told to its members')
  return changeVersioned({
    find: () => findOrganization(control, id),
    expectedVersion,
    write(before) {
      // whoever moves or closes it says when that is over
      if (before.status === 'moving' || before.status === 'closed' || before.closes_at)
        throw refuse('wrong-state', { state: before.status })
      return organizations.writeStatus(control, before, { status, reason: status === 'suspended' ? reason : undefined })
    },
    follow: () =>
      recordAct(control, status === 'suspended' ? 'organization.suspend' : 'organization.activate', {
        organizationId: id,
        ...(reason && { reason }),
      }),
  })
}

export async function requireOrganization(control: ControlTx, id: string): Promise<OrganizationRow> {
  const row = await findOrganization(control, id)
  if (!row) throw refuse('not-found')
  return row
}

/** In place of what was measured before. */
export const writeSize = (control: ControlTx, organizationId: string, size: Size) =>
  control.run(
    db
      .insertInto('control.organization_sizes')
      .values({ organization_id: organizationId, ...size })
      .onConflict((conflict) =>
        conflict.column('organization_id').doUpdateSet((excluded) => ({
          patients: excluded.ref('excluded.patients'),
          appointments: excluded.ref('excluded.appointments'),
          failed_mails: excluded.ref('excluded.failed_mails'),
          schema_version: excluded.ref('excluded.schema_version'),
          measured_at: excluded.ref('excluded.measured_at'),
        })),
      ),
  )

function operatorOf({ caller }: ControlTx): string {
  if (!caller.accountId) throw new Error('an operator is somebody')
  return caller.accountId
}
