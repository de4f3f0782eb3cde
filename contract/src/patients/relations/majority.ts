/** Years at which a person answers for themselves, where it is not 18. What may be decided earlier, as of one's health, changes nothing here. */
const otherAges: Readonly<Record<string, number>> = {
  BH: 21,
  EG: 21,
  HN: 21,
  KR: 19,
  KW: 21,
  NZ: 20,
  PR: 21,
  SG: 21,
  TH: 20,
}

/** The age of majority in a country, ISO 3166. */
export const majorityAge = (country: string): number => otherAges[country] ?? 18

export const majorityDecisions = ['ended', 'kept', 'own-account'] as const

export type MajorityDecision = (typeof majorityDecisions)[number]
