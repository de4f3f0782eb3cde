/** What a row is kept for. Years stand in the feature that erases. */
export const retentionClasses = ['clinical', 'billing', 'contact', 'technical'] as const

export type RetentionClass = (typeof retentionClasses)[number]
