import { declarationOf, type ToggleDeclaration, type ToggleKey } from './toggles.ts'

/** Whom a rule is about, from the one who is asked first to the one who is asked last. */
export const ruleKinds = ['account', 'role', 'clinic', 'organization', 'percentage', 'plan', 'everybody'] as const

export type RuleKind = (typeof ruleKinds)[number]

/** Kinds that say something of whoever asks, and not of the organization. */
export const kindsOfPeople: readonly RuleKind[] = ['account', 'role', 'clinic']

/** What an operator decided. */
export interface Rule {
  toggle: string
  kind: RuleKind
  /** Null: of any organization. */
  organizationId: string | null
  /** The account, the role, the clinic or the plan; the percentage as a number. */
  subject: string | null
  isOn: boolean
}

export interface Whom {
  organizationId: string
  plan: { key: string; features: readonly string[] }
  accountId?: string
  roleKey?: string
  /** The clinics that it is about; absent: any of them. */
  clinicIds?: readonly string[]
}

export interface Decision {
  isOn: boolean
  /** What decided: a rule, the plan or nobody. */
  by: RuleKind | 'plan-feature' | 'default'
}

/** Whether something is on, and why. Who works at several clinics has what is on at one of them. */
export function decide(key: ToggleKey, rules: readonly Rule[], whom: Whom): Decision {
  const declared = declarationOf(key)
  const own = rules.filter(({ toggle, kind, organizationId }) => {
    const isAsked = declared.actsOn === 'people' || !kindsOfPeople.includes(kind)
    return toggle === key && isAsked && (organizationId === null || organizationId === whom.organizationId)
  })
  const decisions = clinicsAsked(own, whom).map((clinicId) => decideAt(declared, own, whom, clinicId))
  return decisions.find(({ isOn }) => isOn) ?? (decisions[0] as Decision)
}

/** Each clinic; where any is meant, those that rules name and one that none names. */
function clinicsAsked(rules: readonly Rule[], { clinicIds }: Whom): (string | undefined)[] {
  if (clinicIds?.length) return [...clinicIds]
  return [undefined, ...rules.flatMap(({ kind, subject }) => (kind === 'clinic' && subject ? [subject] : []))]
}

function decideAt(
  { planFeature, isOn }: ToggleDeclaration,
  rules: readonly Rule[],
  whom: Whom,
  clinicId: string | undefined,
): Decision {
  for (const kind of ruleKinds) {
    const said = rules.filter((rule) => rule.kind === kind && isAbout(rule, whom, clinicId))
    // what was said of this organization comes before what was said of all
    const rule = said.find(({ organizationId }) => organizationId !== null) ?? said[0]
    if (rule) return { isOn: rule.isOn, by: kind }
  }
  if (planFeature !== undefined) return { isOn: whom.plan.features.includes(planFeature), by: 'plan-feature' }
  return { isOn, by: 'default' }
}

function isAbout({ toggle, kind, subject }: Rule, whom: Whom, clinicId: string | undefined): boolean {
  switch (kind) {
    case 'account':
      return whom.accountId !== undefined && subject === whom.accountId
    case 'role':
      return whom.roleKey !== undefined && subject === whom.roleKey
    case 'clinic':
      return clinicId !== undefined && subject === clinicId
    case 'plan':
      return subject === whom.plan.key
    case 'percentage':
      return placeOf(toggle, whom.organizationId) < Number(subject)
    case 'organization':
    case 'everybody':
      return true
  }
}

/** 0 to 99: where an organization stands in the queue for a toggle, the same at any time and in each process (FNV-1a, mixed). */
export function placeOf(toggle: string, organizationId: string): number {
  let hash = 0x81_1c_9d_c5
  for (const letter of `${toggle}|${organizationId}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return ((hash ^ (hash >>> 16)) >>> 0) % 100
}
