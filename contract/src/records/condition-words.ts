/** FHIR condition-clinical, as far as a problem list needs it. */
export const conditionStatuses = ['active', 'inactive', 'resolved'] as const

/** FHIR condition-ver-status; what was entered in error stays and is no longer counted. */
export const verifications = ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'] as const

export const severities = ['mild', 'moderate', 'severe'] as const

export const bodySides = ['left', 'right', 'both'] as const

export type ConditionStatus = (typeof conditionStatuses)[number]
export type Verification = (typeof verifications)[number]
export type Severity = (typeof severities)[number]
export type BodySide = (typeof bodySides)[number]

/** FHIR Observation.status, as far as a chart needs it: what was entered in error stays and is no longer counted. */
export const recordStatuses = ['final', 'entered-in-error'] as const

export type RecordStatus = (typeof recordStatuses)[number]
