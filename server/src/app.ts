import type { Feature } from './kit/feature.ts'
import { attachments } from './features/attachments/feature.ts'
import { audit } from './features/audit/feature.ts'
import { factors } from './features/factors/feature.ts'
import { files } from './features/files/feature.ts'
import { identity } from './features/identity/feature.ts'
import { imports } from './features/imports/feature.ts'
import { messaging } from './features/messaging/feature.ts'
import { organizations } from './features/organizations/feature.ts'
import { patients } from './features/patients/feature.ts'
import { platform } from './features/platform/feature.ts'
import { plans } from './features/plans/feature.ts'
import { programs } from './features/programs/feature.ts'
import { records } from './features/records/feature.ts'
import { rights } from './features/rights/feature.ts'
import { scheduling } from './features/scheduling/feature.ts'
import { support } from './features/support/feature.ts'
import { subscriptions } from './features/subscriptions/feature.ts'
import { website } from './features/website/feature.ts'
import { works } from './features/works/feature.ts'

/** The product's features, from the lowest tier up; what each of them brings stands in its manifest. */
export const features: readonly Feature[] = [
  works,
  identity,
  factors,
  files,
  organizations,
  plans,
  programs,
  support,
  subscriptions,
  patients,
  imports,
  messaging,
  scheduling,
  records,
  attachments,
  rights,
  audit,
  platform,
  website,
]
