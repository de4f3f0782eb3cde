import { localeOf, longDay } from '@polyclinic/contract/kit/locale.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { shape } from '../../../kit/db/row.ts'
import { inControl, type ControlTx } from '../../../kit/db/tenant-tx.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job, type JobContext } from '../../../kit/jobs/job.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { files } from '../../files/public.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { endsOfOrganization, organizations } from '../../organizations/public.ts'
import { noteStep, proceedClosing } from './actions.ts'
import { findClosing, isRecorded } from './queries.ts'

type Context = JobContext<unknown>

const inItsControl = <Result>(
  { platform, caller, tenant: { organizationId } }: Context,
  work: (control: ControlTx) => Promise<Result>,
) => inControl(platform.transactions, caller, { mode: 'write', organizationId }, work)

/**
 * Goes on with an organization's end, a step a transaction, as far as its time has come; where it dies it goes on after the
 * last step that was kept. Two that do so at once wait for each other at its row.
 */
export const proceed = job(
  'platform.proceed-closing',
  {},
  async (context) => {
    const { organizationId } = context.tenant
    for (;;) {
      const isAllRecorded = await context.inTenant('read', isRecorded)
      const step = await inItsControl(context, (control) => proceedClosing(control, organizationId, isAllRecorded))
      if (step === 'tell') await tellOwners(context)
      else if (step === 'files') await deleteFiles(context)
      else if (step === 'access') await endAccess(context)
      // the chain is another job's: looked at again in a few seconds
      else if (step === 'nothing' || step === 'record' || step === 'shredded') return
    }
  },
  { isRecord: true },
)

async function tellOwners(context: Context): Promise<void> {
  const { platform, tenant } = context
  const { organizationId, name, slug, country, timeZone } = tenant
  await inItsControl(context, async (control) => {
    const closing = await findClosing(control, organizationId)
    if (!closing || closing.is_told) return
    for (const { email, language } of await organizations.listOwners(control, organizationId)) {
      const locale = localeOf(knownLanguage(language), country)
      await queueAccountMail(control, platform.master, {
        kind: 'closing',
        to: email,
        language,
        url: `${platform.config.origin}/${slug}/settings/organization`,
        names: { organization: name, when: longDay(locale, closing.closes_at, timeZone) },
      })
    }
    await noteStep(control, organizationId, 'told_at')
  })
  platform.changes.signal(pooledPlacementId, '')
}

/** Bytes alone: what their rows say goes with the keys. Done twice, nothing is there the second time. */
async function deleteFiles(context: Context): Promise<void> {
  await files.deleteAllBytes(context.inTenant, context.platform.blobs)
  await inItsControl(context, (control) => noteStep(control, context.tenant.organizationId, 'files_deleted_at'))
}

/** Nobody and nothing comes in any more, in one transaction: each feature ends what it let in. */
const endAccess = (context: Context) =>
  inItsControl(context, async (control) => {
    const { organizationId } = context.tenant
    for (const end of context.platform.transactions.extensions(endsOfOrganization)) await end(control, organizationId)
    await noteStep(control, organizationId, 'access_ended_at')
  })

/** Organizations whose end has a step that is due. */
export const closingsDue = dueWork(
  'platform.closings-due',
  { in: 'control', next: 'control.next_closing_at()', rest: 5 },
  async ({ ask, addJob }) => {
    for (const { id: organizationId } of await ask(shape({ id: uuid })`select control.closings_due() as id`))
      await addJob(proceed, { organizationId }, { key: `closing|${organizationId}` })
  },
)
