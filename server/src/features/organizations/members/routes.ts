import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuseField, refuse } from '../../../kit/http/refusal.ts'
import { knownClinics } from '../clinics/queries.ts'
import { requireGrantable } from '../roles/actions.ts'
import { changeMember, removeMember } from './actions.ts'
import { findMember, listMembers, type MemberRow } from './queries.ts'
import { memberView } from './view.ts'

export const memberRoutes = {
  list: operation(contract.organizations.members.list, {
    in: 'control',
    work: async ({ control, tenant, can, clinicIds }) => {
      const rows = await listMembers(control, tenant.organizationId)
      const mayManage = (row: MemberRow) => can('members.manage') && isWithin(row, clinicIds)
      return { items: rows.map((row) => memberView(row, mayManage(row), isOnlyOwner(row, rows))) }
    },
  }),

  update: operation(contract.organizations.members.update, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion, inTenant, access, clinicIds: scope }) => {
      const { role, clinicIds } = input.body
      const { accountId } = input.params
      const target = await findMember(control, tenant.organizationId, accountId)
      if (!target) throw refuse('not-found')
      // nobody changes a member who may do more than they may themselves
      await requireGrantable(control, access, target.role_key, () =>
        refuse('not-allowed', { permission: 'roles.manage' }),
      )
      if (!isWithin(target, scope)) throw refuse('not-allowed', { permission: 'members.manage' })
      if (role !== undefined) await requireGrantable(control, access, role, (...why) => refuseField('role', ...why))
      if (scope && clinicIds === null) throw refuseField('clinicIds', 'own-clinics', 'reaches beyond your own clinics')
      if (clinicIds) {
        const known = await inTenant('read', (tx) => knownClinics(tx, clinicIds, scope))
        const unknown = clinicIds.findIndex((id) => !known.has(id))
        if (unknown >= 0) throw refuseField(`clinicIds.${unknown}`, 'unknown', 'is not known here')
      }
      const row = await changeMember(
        control,
        { organizationId: tenant.organizationId, accountId, expectedVersion },
        { role, clinicIds },
      )
      return memberView(row, true, isOnlyOwner(row, await listMembers(control, tenant.organizationId)))
    },
  }),

  remove: operation(contract.organizations.members.remove, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion, access, clinicIds }) => {
      const { accountId } = input.params
      const target = await findMember(control, tenant.organizationId, accountId)
      if (!target) throw refuse('not-found')
      await requireGrantable(control, access, target.role_key, () =>
        refuse('not-allowed', { permission: 'roles.manage' }),
      )
      if (!isWithin(target, clinicIds)) throw refuse('not-allowed', { permission: 'members.manage' })
      await removeMember(control, { organizationId: tenant.organizationId, accountId, expectedVersion })
      return { accountId }
    },
  }),
}

/** Whoever manages some clinics changes the people of those alone, not whoever also works elsewhere. */
const isWithin = ({ clinic_ids }: MemberRow, scope: readonly string[] | undefined) =>
  !scope || (clinic_ids?.every((id) => scope.includes(id)) ?? false)

const isOnlyOwner = (row: MemberRow, all: MemberRow[]) =>
  row.role_key === 'owner' && all.filter((each) => each.role_key === 'owner').length === 1
