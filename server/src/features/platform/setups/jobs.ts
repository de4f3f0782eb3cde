import { uuid } from '../../../kit/db/columns.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { shape } from '../../../kit/db/row.ts'
import { inControl, type ControlTx } from '../../../kit/db/tenant-tx.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job, type JobContext } from '../../../kit/jobs/job.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { organizations } from '../../organizations/public.ts'
import { failureOf, finishSetup, giveUpSetup, isClosing, mailOwner, noteFailure, noteStep } from './actions.ts'
import { findSetup, type SetupRow } from './queries.ts'

type Context = JobContext<unknown>

const inItsControl = <Result>(
  { platform, caller, tenant: { organizationId } }: Context,
  work: (control: ControlTx) => Promise<Result>,
) => inControl(platform.transactions, caller, { mode: 'write', organizationId }, work)

/**
 * Makes the database of an organization and lets it lie there. Making one cannot be part of a transaction: each step is found done by
 * whoever comes after it, so that it may end anywhere. One process at a time works on it, for as long as its session lives.
 */
export const setUp = job('platform.set-up', {}, async (context) => {
  const { platform, tenant } = context
  try {
    await platform.databaseMaker.alone(`set-up|${tenant.organizationId}`, () => goOn(context))
  } catch (error) {
    const failure = failureOf(error)
    platform.log.error({ part: 'set-up', organizationId: tenant.organizationId, err: error }, 'a database was not made')
    await inItsControl(context, (control) => noteFailure(control, tenant.organizationId, failure))
  }
  platform.changes.signal(pooledPlacementId, '')
})

async function goOn(context: Context): Promise<void> {
  const { organizationId } = context.tenant
  const { databaseMaker } = context.platform
  const setup = await inItsControl(context, (control) => findSetup(control, organizationId))
  if (!setup) return
  if (await inItsControl(context, (control) => isClosing(control, organizationId))) return giveUp(context, setup)
  if (setup.failed_at) return
  const { server, database_name: database } = setup
  if (!setup.created_at) {
    await databaseMaker.create(server, database)
    await inItsControl(context, (control) => noteStep(control, organizationId, 'created_at'))
  }
  if (!setup.migrated_at) {
    await databaseMaker.migrate(server, database)
    await inItsControl(context, (control) => noteStep(control, organizationId, 'migrated_at'))
  }
  await moveIn(context, setup)
}

/** It lies there, its owner is invited, and nobody sets it up any more: all of that or nothing. */
const moveIn = ({ tenant, ...context }: Context, setup: SetupRow) =>
  inItsControl({ tenant, ...context }, async (control) => {
    const { databaseMaker, ...platform } = context.platform
    const { organizationId } = tenant
    const said = await finishSetup(control, organizationId, {
      connection: databaseMaker.sealedAddress(setup.server, setup.database_name, setup.placement_id),
      region: databaseMaker.servers.find(({ name }) => name === setup.server)?.region ?? '',
    })
    if (said === 'other-region') await noteFailure(control, organizationId, 'other-region')
    if (said !== 'done') return
    const token = await organizations.inviteOwner(control, {
      organizationId,
      invitedBy: setup.asked_by,
      email: setup.owner_email,
    })
    const mail = { to: setup.owner_email, token, language: knownLanguage(setup.language) }
    await mailOwner(control, platform, tenant, mail)
  })

/** The organization is being closed before it began: nothing is left of its database. */
async function giveUp(context: Context, { server, database_name: database }: SetupRow): Promise<void> {
  await context.platform.databaseMaker.drop(server, database)
  await inItsControl(context, (control) => giveUpSetup(control, context.tenant.organizationId))
}

/** Organizations whose database has a step to be done. */
export const setupsDue = dueWork(
  'platform.setups-due',
  { in: 'control', next: 'control.next_setup_at()', rest: 5 },
  async ({ ask, addJob }) => {
    for (const { id: organizationId } of await ask(shape({ id: uuid })`select control.setups_due() as id`))
      await addJob(setUp, { organizationId }, { key: `set-up|${organizationId}` })
  },
)
