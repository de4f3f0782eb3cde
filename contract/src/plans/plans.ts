import { z } from 'zod'
import { language } from '../kit/language.ts'
import { price } from '../kit/money.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'

/** What a plan can limit. */
export const limitKeys = ['patients', 'practitioners', 'clinics', 'megabytes'] as const

export type LimitKey = (typeof limitKeys)[number]

/** What a plan can include beside numbers. */
export const planFeatures = ['reports', 'full-scheduling'] as const

export const planKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** Days for which more than the limit is let through; absent: more is refused at once. */
const graceDays = z.int().optional()

/** A plan that can be ordered. What it does not limit is absent from `limits`; its price is that of one interval. */
export const offeredPlan = z
  .object({
    key: planKey,
    names: z.partialRecord(language, z.string()),
    price,
    interval: z.enum(['month', 'year']),
    limits: z.array(z.object({ limit: z.enum(limitKeys), allowed: z.number(), graceDays })),
    features: z.array(z.enum(planFeatures)),
    trialDays: z.int(),
  })
  .meta({ id: 'OfferedPlan' })

export type OfferedPlan = z.infer<typeof offeredPlan>

export const planView = z
  .object({
    key: planKey,
    limits: z.array(
      z.object({
        limit: z.enum(limitKeys),
        /** null: as many as you like. */
        allowed: z.number().nullable(),
        used: z.number(),
        graceDays,
        /** Since when more is in use than the plan includes, where that passes for some days. */
        overSince: instant.optional(),
      }),
    ),
    features: z.array(z.enum(planFeatures)),
  })
  .meta({ id: 'Plan' })

export type PlanView = z.infer<typeof planView>

export const planRoutes = {
  list: operation({
    method: 'GET',
    path: '/plans',
    summary: 'The plans on offer, from the smallest up',
    permission: 'public',
    output: z.object({ items: z.array(offeredPlan) }),
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/plan',
    summary: 'The plan and how much of it is used',
    permission: 'member',
    params: { organization: slug },
    output: planView,
  }),
}
