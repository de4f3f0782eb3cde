import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { email, lines, slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { ruleKinds } from '../kit/toggles/decide.ts'
import { toggleKey } from '../kit/toggles/toggles.ts'
import { planKey } from '../plans/plans.ts'
import './problems.ts'

export const toggleRule = z
  .object({
    id,
    kind: z.enum(ruleKinds),
    isOn: z.boolean(),
    organization: z.object({ id, slug: z.string(), name: z.string() }).optional(),
    /** The plan, the role, the clinic's id or the percentage. */
    subject: z.string().optional(),
    /** Absent where the account was deleted. */
    account: z.object({ name: z.string(), email: z.string() }).optional(),
    reason: z.string(),
    since: instant,
  })
  .meta({ id: 'ToggleRule' })

export type ToggleRule = z.infer<typeof toggleRule>

export const platformToggle = z
  .object({
    toggle: toggleKey,
    /** Whether rules can name clinics, roles and accounts. */
    actsOn: z.enum(['organization', 'people']),
    /** Where no rule and no plan decides. */
    isOn: z.boolean(),
    /** Plans with this feature bring it. */
    planFeature: z.string().optional(),
    /** In the order in which they are asked. */
    rules: z.array(toggleRule),
  })
  .meta({ id: 'PlatformToggle' })

export type PlatformToggle = z.infer<typeof platformToggle>

const decided = { isOn: z.boolean(), reason: lines(500) }

export const newToggleRule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everybody'), ...decided }),
    z.strictObject({ kind: z.literal('plan'), plan: planKey, ...decided }),
    /** Of all organizations so many in a hundred, the same ones each time; with a larger number these and others. */
    z.strictObject({ kind: z.literal('percentage'), percentage: z.int().min(1).max(100), ...decided }),
    z.strictObject({ kind: z.literal('organization'), organization: slug, ...decided }),
    z.strictObject({ kind: z.literal('clinic'), organization: slug, clinicId: id, ...decided }),
    /** In one organization, or in all. */
    z.strictObject({
      kind: z.literal('role'),
      organization: slug.optional(),
      role: z.string().regex(/^[a-z0-9-]{1,60}$/),
      ...decided,
    }),
    z.strictObject({ kind: z.literal('account'), email, ...decided }),
  ])
  .meta({ id: 'NewToggleRule', examples: [{ kind: 'plan', plan: 'free', isOn: false, reason: 'Not ready for many' }] })

export type NewToggleRule = z.infer<typeof newToggleRule>

export const toggleRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/toggles',
    summary: 'What can be switched on and off, and what was decided of it',
    permission: 'platform:read',
    output: z.object({ items: z.array(platformToggle) }),
  }),
  addRule: operation({
    method: 'POST',
    path: '/platform/toggles/{toggle}/rules',
    summary: 'Switch a feature on or off for somebody; in every process within seconds',
    permission: 'platform:write',
    status: 201,
    params: { toggle: toggleKey },
    body: newToggleRule,
    output: platformToggle,
    errors: ['already-exists', 'key-reused'],
  }),
  removeRule: operation({
    method: 'DELETE',
    path: '/platform/toggles/{toggle}/rules/{id}',
    summary: 'Take back what was decided: the next rule decides, the plan or nobody',
    permission: 'platform:write',
    params: { toggle: toggleKey, id },
    output: platformToggle,
  }),
}
