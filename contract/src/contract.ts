import { oc, type ContractRouterClient } from '@orpc/contract'
import { routes as works } from './works/feature.ts'
import { routes as identity } from './identity/feature.ts'
import { routes as factors } from './factors/feature.ts'
import { routes as organizations } from './organizations/feature.ts'
import { routes as plans } from './plans/feature.ts'
import { routes as subscriptions } from './subscriptions/feature.ts'
import { routes as files } from './files/feature.ts'
import { routes as programs } from './programs/feature.ts'
import { routes as support } from './support/feature.ts'
import { routes as patients } from './patients/feature.ts'
import { routes as imports } from './imports/feature.ts'
import { routes as messaging } from './messaging/feature.ts'
import { routes as scheduling } from './scheduling/feature.ts'
import { routes as records } from './records/feature.ts'
import { routes as attachments } from './attachments/feature.ts'
import { routes as rights } from './rights/feature.ts'
import { routes as audit } from './audit/feature.ts'
import { routes as platform } from './platform/feature.ts'
import { routes as website } from './website/feature.ts'

/** The whole API, below `/api/v1`: feature → noun → operation. */
export const contract = oc.prefix('/api/v1').router({
  attachments,
  audit,
  factors,
  files,
  identity,
  imports,
  messaging,
  organizations,
  patients,
  plans,
  platform,
  programs,
  records,
  rights,
  scheduling,
  support,
  subscriptions,
  website,
  works,
})

export type Contract = typeof contract
export type Api = ContractRouterClient<Contract>
