import type { PatientField } from '@polyclinic/contract/patients/fields.ts'

export type MergedField = 'givenName' | PatientField

type Values = { readonly [Name in MergedField]?: unknown }

/** What the kept record took, by field: what it held before, and what it holds since. Empty is null. */
export type Taken = { [Name in MergedField]?: { before: unknown; after: unknown } }

export const takenFrom = (kept: Values, merged: Values, take: readonly MergedField[]): Taken =>
  Object.fromEntries(
    take.map((field) => [field, { before: kept[field] ?? null, after: merged[field] ?? null }] as const),
  )

/** What goes back to how it was: only what still stands as the merge left it. */
export const givenBack = (now: Values, taken: Taken): Values =>
  Object.fromEntries(
    Object.entries(taken)
      .filter(([field, { after }]) => isSame(now[field as MergedField] ?? null, after))
      .map(([field, { before }]) => [field, before]),
  )

const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other)

/** The keys of what lies sealed come back in any order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    held && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : held,
  )
}
