import { z } from 'zod'
import { language } from '../kit/language.ts'
import { price } from '../kit/money.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { name } from '../kit/text.ts'
import { limitKeys, offeredPlan, planFeatures, planKey } from '../plans/plans.ts'
import './problems.ts'

export const platformPlan = offeredPlan
  .extend({
    isOffered: z.boolean(),
    /** The offer stands from the lowest up: who goes to a higher one gets more. */
    position: z.int(),
    /** How many have it, closed ones aside. */
    organizations: z.int(),
    version: z.int(),
  })
  .meta({ id: 'PlatformPlan' })

export type PlatformPlan = z.infer<typeof platformPlan>

const limit = z.strictObject({
  limit: z.enum(limitKeys),
  allowed: z.int().min(0).max(1e9),
  /** Days for which more is let through; absent: more is refused at once. */
  graceDays: z.int().min(1).max(365).optional(),
})

const isOnceEach = (limits: readonly { limit: string }[]) =>
  new Set(limits.map((one) => one.limit)).size === limits.length

const terms = {
  names: z
    .partialRecord(language, name(60))
    .refine((names) => Object.keys(names).length > 0, wrong('needs a name in one language at least', 'required')),
  price,
  interval: offeredPlan.shape.interval,
  /** All of them: what is left out has no limit. */
  limits: z.array(limit).max(limitKeys.length).refine(isOnceEach, wrong('limits the same twice', 'choice')),
  features: z.array(z.enum(planFeatures)).max(planFeatures.length),
  trialDays: z.int().min(0).max(365),
  isOffered: z.boolean(),
  position: z.int().min(0).max(10_000),
}

const newPlan = z.strictObject({ key: planKey, ...terms }).meta({ id: 'NewPlan' })

export type NewPlan = z.infer<typeof newPlan>

const planChange = z.strictObject(terms).partial().meta({ id: 'PlanChange' })

export type PlanChange = z.infer<typeof planChange>

export const platformPlanRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/plans',
    summary: 'Every plan, also those that are not on offer, from the lowest position up',
    permission: 'platform:read',
    output: z.object({ items: z.array(platformPlan) }),
  }),
  create: operation({
    method: 'POST',
    path: '/platform/plans',
    summary: 'Make a plan; its key never changes, and no plan is deleted',
    permission: 'platform:write',
    status: 201,
    body: newPlan,
    output: platformPlan,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/platform/plans/{key}',
    summary:
      'Change a plan. Limits and features hold at once for all who have it, and hide or delete nothing; price, currency and interval are for new orders. What is on offer is told within a minute',
    permission: 'platform:write',
    params: { key: planKey },
    body: planChange,
    output: platformPlan,
  }),
}
