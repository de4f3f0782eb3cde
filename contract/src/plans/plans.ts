import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'

/** What a plan limits. `null` in a plan means: as many as you like. */
export const limitKeys = ['patients', 'practitioners', 'clinics', 'megabytes'] as const

export type LimitKey = (typeof limitKeys)[number]

export const plans: Record<'free' | 'pro', Record<LimitKey, number | null>> = {
  free: { patients: 50, practitioners: 1, clinics: 1, megabytes: 1_000 },
  pro: { patients: null, practitioners: null, clinics: null, megabytes: null },
}

export type PlanKey = keyof typeof plans

export const planView = z
  .object({
    key: z.enum(['free', 'pro']),
    limits: z.array(z.object({ limit: z.enum(limitKeys), allowed: z.number().nullable(), used: z.number() })),
  })
  .meta({ id: 'Plan' })

export const planRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/plan',
    summary: 'The plan and how much of it is used',
    permission: 'member',
    params: { organization: slug },
    output: planView,
  }),
  change: operation({
    method: 'PUT',
    path: '/organizations/{organization}/plan',
    summary: 'Change the plan; nothing that exists is hidden or deleted',
    permission: 'organization.manage',
    reach: 'organization',
    ifMatch: 'honoured',
    params: { organization: slug },
    body: z.strictObject({ key: z.enum(['free', 'pro']) }),
    output: planView,
  }),
}
