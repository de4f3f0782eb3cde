import type { PlatformPlan } from '@polyclinic/contract/platform/plans.ts'
import { offeredPlanView } from '../../plans/public.ts'
import type { PlanRow } from './queries.ts'

export const planView = (row: PlanRow): PlatformPlan => ({
  ...offeredPlanView(row),
  isOffered: row.is_offered,
  position: row.position,
  organizations: row.organizations,
  version: row.version,
})
