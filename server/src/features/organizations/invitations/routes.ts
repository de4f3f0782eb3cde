import { contract } from '@polyclinic/contract/contract.ts'
import type { Invitation } from '@polyclinic/contract/organizations/invitations.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField, type Refusal } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { knownClinics } from '../clinics/queries.ts'
import { requireGrantable } from '../roles/actions.ts'
import { acceptInvitation, inviteColleague, tokenHash, withdrawInvitation } from './actions.ts'
import { listInvitations, previewInvitation, type InvitationRow } from './queries.ts'

export const invitationRoutes = {
  list: operation(contract.organizations.invitations.list, {
    in: 'control',
    work: async ({ control, tenant }) => ({
      items: (await listInvitations(control, tenant.organizationId)).map(invitationView),
    }),
  }),

  create: operation(contract.organizations.invitations.create, {
    in: 'control',
    work: async ({ control, platform, tenant, accountId, input, access, inTenant, clinicIds: scope }) => {
      const { email, role, clinicIds, language } = input.body
      await requireGrantable(control, access, role, (...why) => refuseField('role', ...why))
      if (scope && !clinicIds) throw refuseField('clinicIds', 'own-clinics', 'choose among your own clinics')
      if (clinicIds) {
        const known = await inTenant('read', (tx) => knownClinics(tx, clinicIds, scope))
        const unknown = clinicIds.findIndex((id) => !known.has(id))
        if (unknown >= 0) throw refuseField(`clinicIds.${unknown}`, 'unknown', 'is not known here')
      }
      const { row, token } = await inviteColleague(control, {
        organizationId: tenant.organizationId,
        invitedBy: accountId,
        email,
        role,
        clinicIds,
        scope,
      })
      await queueAccountMail(control, platform.master, {
        kind: 'invitation',
        to: email,
        language: language ?? 'en',
        url: `${platform.config.origin}/invitations/${token}`,
        names: { organization: tenant.name, role: row.role_name ?? row.role_key },
        look: tenant.brand.own,
      })
      platform.changes.signal(tenant.placement.id, '')
      return invitationView(row)
    },
  }),

  withdraw: operation(contract.organizations.invitations.withdraw, {
    in: 'control',
    work: async ({ control, tenant, input, clinicIds }) =>
      invitationView(await withdrawInvitation(control, tenant.organizationId, input.params.id, clinicIds)),
  }),

  preview: operation(contract.organizations.invitations.preview, {
    in: 'control',
    work: async ({ control, platform, request, input }) => {
      const row = await previewInvitation(control, tokenHash(input.params.token))
      if (!row) throw refused({ platform, request }, 'not-found')
      if (row.state !== 'open') throw refused({ platform, request }, 'invitation-ended')
      return {
        organization: { name: row.organization_name, slug: row.slug },
        role: { key: row.role_key, name: row.role_name ?? row.role_key },
        email: row.email,
        expiresAt: row.expires_at,
      }
    },
  }),

  accept: operation(contract.organizations.invitations.accept, {
    in: 'control',
    work: async ({ control, platform, request, accountId, input: { params } }) => {
      const outcome = await acceptInvitation(control, params.token)
      if (typeof outcome === 'string') throw refused({ platform, request, accountId }, outcome)
      return { organization: outcome }
    },
  }),
}

interface Refused {
  platform: Platform
  request: CurrentRequest
  accountId?: string
}

/** A link that somebody made up, found or kept is written down; not waited for, inside a transaction. */
function refused({ platform, request, accountId }: Refused, code: 'not-found' | 'invitation-ended'): Refusal {
  const details = { what: 'invitation' }
  void platform.refusals.record(request, { kind: 'link-refused', ...(accountId && { accountId }), details })
  return refuse(code)
}

function invitationView(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: { key: row.role_key, name: row.role_name ?? row.role_key },
    ...(row.clinic_ids && { clinicIds: row.clinic_ids }),
    state: row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
