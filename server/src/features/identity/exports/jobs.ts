import { isAway } from '../../../kit/db/outages/away.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { emptyZip, zipEnd, zipped, type ZipState } from '../../../kit/storage/zip.ts'
import { work, type WorkContext } from '../../../kit/works/work.ts'
import { findKnown, organizationsThatKnow, readAccount, readMembership, readRecords, type KnownBy } from './queries.ts'

/** Where the copy goes on after a crash. */
interface Place {
  zip: ZipState
  /** Organizations that are in it. */
  read: string[]
}

type Context = WorkContext<object, Place>

interface Missing {
  organization: string
  slug: string
}

/**
 * A copy of all that is kept of an account, as an archive: `account.json`, `organizations/<slug>.json`, and `contents.json`, which
 * names what could not be had because a database did not answer.
 */
export const exportOwnData = work<Record<never, never>, Place>('identity.own-data', {}, async (context) => {
  const { platform, caller } = context
  const { accountId } = caller
  const known = await organizationsThatKnow(platform, caller, accountId)
  const copy = new Copy(context, known.length + 1)
  if (copy.isNew) await copy.add('account.json', await readAccount(platform, caller, accountId))
  let away = await copy.addAll(known)
  // what was away may be back by now
  if (away.length > 0) away = await copy.addAll(away)
  const missing: Missing[] = []
  for (const { organizationId } of away) {
    const tenant = await findKnown(platform, caller, organizationId)
    if (!tenant) continue
    missing.push({ organization: tenant.name, slug: tenant.slug })
  }
  for (const each of away) await copy.addWithoutRecords(each)
  await copy.end({ account: accountId, madeAt: new Date().toISOString(), missing })
  return {
    name: 'polyclinic-account.zip',
    type: 'application/zip',
    missing: missing.map(({ organization }) => organization),
  }
})

class Copy {
  private place: Place
  private readonly context: Context
  private readonly total: number

  constructor(context: Context, total: number) {
    this.context = context
    this.total = total
    this.place = context.place ?? { zip: emptyZip(), read: [] }
  }

  get isNew(): boolean {
    return this.place.zip.entries.length === 0
  }

  /** Each organization is a step; answers those whose database did not answer. */
  async addAll(known: readonly KnownBy[]): Promise<KnownBy[]> {
    const away: KnownBy[] = []
    for (const each of known) {
      if (this.place.read.includes(each.organizationId)) continue
      try {
        await this.addOrganization(each)
      } catch (error) {
        if (!isAway(error)) throw error
        away.push(each)
      }
    }
    return away
  }

  private async addOrganization(known: KnownBy): Promise<void> {
    const { platform, caller } = this.context
    const tenant = await findKnown(platform, caller, known.organizationId)
    if (tenant) await this.addPart(known, tenant, known.isPatient ? await readRecords(platform, caller, tenant) : {})
  }

  /** What the control database holds is there, whatever became of the organization's own. */
  async addWithoutRecords(known: KnownBy): Promise<void> {
    const tenant = await findKnown(this.context.platform, this.context.caller, known.organizationId)
    if (tenant) await this.addPart(known, tenant, { missing: 'records' })
  }

  private async addPart(known: KnownBy, { name: organization, slug }: Tenant, records: object): Promise<void> {
    const { platform, caller } = this.context
    const membership = known.membership && (await readMembership(platform, caller, known, caller.accountId))
    const read = [...this.place.read, known.organizationId]
    await this.add(`organizations/${slug}.json`, { organization, slug, membership, ...records }, read)
  }

  async add(name: string, content: object, read = this.place.read): Promise<void> {
    const zip = await this.write(name, content)
    this.place = { zip, read }
    await this.context.step({ done: zip.entries.length, total: this.total, place: this.place })
  }

  async end(contents: object): Promise<void> {
    const files = this.place.zip.entries.map(({ name }) => name)
    const zip = await this.write('contents.json', { ...contents, files })
    await this.context.write(zipEnd(zip))
  }

  private async write(name: string, content: object): Promise<ZipState> {
    const { bytes, state } = await zipped(this.place.zip, name, Buffer.from(JSON.stringify(content, null, 2)))
    await this.context.write(bytes)
    return state
  }
}
