import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { notAllowed, refuse } from '../../../kit/http/refusal.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import { patients } from '../../patients/public.ts'
import { works } from '../../works/public.ts'
import { recordCopy } from './actions.ts'
import { copyPatient } from './jobs.ts'
import { findSubject, languageOf } from './queries.ts'
import { copyNeeds, withoutEmergencies } from './rules.ts'

/** Of two copies of one record that somebody asks for the first is enough while it is made. */
const onceKey = (organizationId: string, patientId: string) => [copyPatient.name, organizationId, patientId].join('|')

type Caller = Parameters<typeof patients.scopeOf>[0]

/** Whom the caller may take out. */
function sightOf(caller: Caller) {
  const lacking = copyNeeds.find((permission) => !caller.can(permission))
  if (lacking) throw notAllowed(lacking)
  return withoutEmergencies(patients.scopeOf(caller))
}

export const copyRoutes = {
  create: operation(contract.rights.copies.create, {
    in: 'control',
    // recorded first, in the organization's own database: nothing is taken out that nobody knows of
    before: ({ inTenant, input, ...caller }) =>
      inTenant('write', (tx) => recordCopy(tx, input.params.id, input.body, sightOf(caller))),
    work: async ({ control, platform: { master }, tenant, accountId, before: patientId }) => {
      const { organizationId } = tenant
      const id = await queueWork(control, master, copyPatient, {
        tenant,
        input: { patientId, language: await languageOf(control, accountId) },
        onceKey: onceKey(organizationId, patientId),
      })
      return works.own(control, { accountId, organizationId }, id)
    },
    after: async ({ platform, tenant, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return works.view(platform.master, result, tenant)
    },
  }),

  newest: operation(contract.rights.copies.newest, async (given) => {
    const { tx, input, inControl, platform, accountId, tenant } = given
    const { organizationId } = tenant
    const [id] = (await findSubject(tx, input.params.id, sightOf(given)))?.ids ?? []
    if (!id) throw refuse('not-found')
    const row = await inControl('read', async (control) => {
      const newest = await works.newestOf(control, { accountId, organizationId }, [onceKey(organizationId, id)])
      return newest ? works.own(control, { accountId, organizationId }, newest) : undefined
    })
    return row ? { copy: works.view(platform.master, row, tenant) } : {}
  }),
}
