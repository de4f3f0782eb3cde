/** FHIR Goal.lifecycleStatus, as far as a clinic needs it. */
export const goalStatuses = ['active', 'on-hold', 'completed', 'cancelled', 'entered-in-error'] as const

/** FHIR Goal.achievementStatus. */
export const achievements = ['in-progress', 'improving', 'no-change', 'worsening', 'achieved', 'not-achieved'] as const

export type GoalStatus = (typeof goalStatuses)[number]
export type Achievement = (typeof achievements)[number]
