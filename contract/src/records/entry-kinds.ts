/** What stands in a chart, line by line. */
export const entryKinds = ['condition', 'measurement', 'immunization'] as const

export type EntryKind = (typeof entryKinds)[number]
