/** What an alert is about (FHIR Flag.category); a clinical one is for those who read charts. */
export const alertKinds = ['safety', 'behaviour', 'infection', 'clinical', 'administrative'] as const
export const alertPriorities = ['normal', 'high'] as const

export type AlertKind = (typeof alertKinds)[number]
export type AlertPriority = (typeof alertPriorities)[number]
