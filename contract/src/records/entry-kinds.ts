/** What stands in a chart, line by line. */
export const entryKinds = [
  'condition',
  'measurement',
  'immunization',
  'outcome',
  'motion',
  'special-test',
  'goal',
] as const

export type EntryKind = (typeof entryKinds)[number]
