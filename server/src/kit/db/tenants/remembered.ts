import type { Tenant } from '../tenant.ts'

/** Milliseconds for which what was found holds, where nobody could tell this process of a change. */
const holdsFor = 2_000
const maxRemembered = 4_000

interface Entered {
  tenant: Tenant
  accountId: string
  /** Before it was asked: what changes while an answer is under way is newer than the answer. */
  askedAt: number
}

/**
 * What the gate found of organizations and their callers: asked again after two seconds, after any change of this process, and
 * when the database tells of one elsewhere. Only who was let in is remembered, never that there was nothing.
 */
export class RememberedTenants {
  private readonly entered = new Map<string, Entered>()
  private readonly changedAt = new Map<string, number>()
  private allChangedAt = 0

  async find(
    accountId: string | undefined,
    slug: string,
    lookUp: () => Promise<Tenant | undefined>,
  ): Promise<Tenant | undefined> {
    const name = `${accountId ?? ''}|${slug}`
    const known = this.entered.get(name)
    if (known && this.holds(known)) return known.tenant
    const askedAt = performance.now()
    const tenant = await lookUp()
    this.entered.delete(name)
    if (tenant?.isFounded) this.entered.set(name, { tenant, accountId: accountId ?? '', askedAt })
    const [oldest] = this.entered.keys()
    if (this.entered.size > maxRemembered && oldest !== undefined) this.entered.delete(oldest)
    return tenant
  }

  /** Of an organization, an account, or both, something may be otherwise from now on. */
  forget(...ids: readonly (string | undefined)[]): void {
    const now = performance.now()
    for (const id of ids) if (id) this.changedAt.set(id, now)
    if (this.changedAt.size > maxRemembered) this.forgetAll()
  }

  forgetAll(): void {
    this.allChangedAt = performance.now()
    this.entered.clear()
    this.changedAt.clear()
  }

  private holds({ tenant, accountId, askedAt }: Entered): boolean {
    const changedAt = Math.max(
      this.allChangedAt,
      this.changedAt.get(tenant.organizationId) ?? 0,
      this.changedAt.get(accountId) ?? 0,
    )
    // support that ends by itself is not remembered beyond its end
    const longest = Math.min(holdsFor, tenant.membership?.support?.leftMs ?? holdsFor)
    return askedAt > changedAt && performance.now() - askedAt < longest
  }
}
