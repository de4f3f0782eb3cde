import { attachments } from './features/attachments/feature.ts'
import { identity } from './features/identity/feature.ts'
import { imports } from './features/imports/feature.ts'
import { organizations } from './features/organizations/feature.ts'
import { patients } from './features/patients/feature.ts'
import { plans } from './features/plans/feature.ts'
import { platform } from './features/platform/feature.ts'
import { programs } from './features/programs/feature.ts'
import { records } from './features/records/feature.ts'
import { rights } from './features/rights/feature.ts'
import { scheduling } from './features/scheduling/feature.ts'
import { support } from './features/support/feature.ts'
import { subscriptions } from './features/subscriptions/feature.ts'
import { website } from './features/website/feature.ts'
import type { Feature } from './kit/screen/feature.ts'
import { composed } from './pages/composed.ts'

export const features: readonly Feature[] = [
  composed,
  identity,
  organizations,
  plans,
  platform,
  programs,
  subscriptions,
  patients,
  imports,
  scheduling,
  records,
  attachments,
  rights,
  support,
  website,
]
