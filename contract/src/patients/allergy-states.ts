// FHIR AllergyIntolerance, in words that screens and server share.

export const allergyTypes = ['allergy', 'intolerance'] as const
export const criticalities = ['high', 'low', 'unable-to-assess'] as const
export const clinicalStatuses = ['active', 'inactive', 'resolved'] as const
export const verifications = ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'] as const
export const reactionSeverities = ['mild', 'moderate', 'severe'] as const

export type AllergyType = (typeof allergyTypes)[number]
export type Criticality = (typeof criticalities)[number]
export type ClinicalStatus = (typeof clinicalStatuses)[number]
export type Verification = (typeof verifications)[number]
export type ReactionSeverity = (typeof reactionSeverities)[number]

export interface AllergyMoment {
  clinicalStatus: ClinicalStatus
  verification: Verification
}

/** Whoever treats has to mind it now. */
export const isActive = ({ clinicalStatus, verification }: AllergyMoment): boolean =>
  clinicalStatus === 'active' && (verification === 'confirmed' || verification === 'unconfirmed')

/**
 * `known`: there is an active one; `none-known`: somebody asked, and there is none; `past`: there were some, and nobody has said since
 * that there are none; `not-asked`: nothing is known, which is no good news.
 */
export const allergyStates = ['known', 'none-known', 'past', 'not-asked'] as const

export type AllergyState = (typeof allergyStates)[number]

export function allergyState(all: readonly AllergyMoment[], isNoneKnown: boolean): AllergyState {
  const meant = all.filter(({ verification }) => verification !== 'entered-in-error')
  if (meant.some(isActive)) return 'known'
  if (isNoneKnown) return 'none-known'
  return meant.length > 0 ? 'past' : 'not-asked'
}

/** The most serious first; what nobody could assess stands before what is low. */
export const seriousness = (criticality: Criticality): number =>
  ({ high: 0, 'unable-to-assess': 1, low: 2 })[criticality]
