import { decide, type Decision, type Whom } from '@polyclinic/contract/kit/toggles/decide.ts'
import { toggleKeys, type ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import type { OrganizationFacts, Tenant } from '../db/tenant.ts'
import { refuse } from '../http/refusal.ts'

/** Whoever knows an organization knows what was decided of it: no further question is asked of a database. */
type Known =
  | Pick<Tenant, 'organizationId' | 'plan' | 'toggleRules'>
  | Pick<OrganizationFacts, 'id' | 'plan' | 'toggleRules'>

/** Who asks, and at which clinics; nobody where a job or a public page does. */
export type Asking = Pick<Whom, 'accountId' | 'roleKey' | 'clinicIds'>

export const decisionFor = (known: Known, key: ToggleKey, asking: Asking = {}): Decision =>
  decide(key, known.toggleRules, {
    ...asking,
    organizationId: 'id' in known ? known.id : known.organizationId,
    plan: known.plan,
  })

export const isOn = (known: Known, key: ToggleKey, asking?: Asking): boolean => decisionFor(known, key, asking).isOn

export function requireOn(known: Known, key: ToggleKey, asking?: Asking): void {
  const decision = decisionFor(known, key, asking)
  if (!decision.isOn) throw refuse('feature-off', offView(key, decision))
}

/** What whoever asks is told of a feature that is off. */
const offView = (feature: ToggleKey, { by }: Decision) => ({ feature, isInBiggerPlan: by === 'plan-feature' })

/** Features that are off for whoever asks. */
export const featuresOff = (known: Known, asking: Asking) =>
  toggleKeys().flatMap((key) => {
    const decision = decisionFor(known, key, asking)
    return decision.isOn ? [] : [offView(key, decision)]
  })
