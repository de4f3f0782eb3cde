/** Texts by key, in groups. */
export type Catalogue = Record<string, unknown>

/** Both catalogues; groups that stand in both become one. */
export function merged(one: Catalogue, other: Catalogue): Catalogue {
  const shared = Object.keys(other).filter((key) => typeof one[key] === 'object' && typeof other[key] === 'object')
  const groups = shared.map((key) => [key, merged(one[key] as Catalogue, other[key] as Catalogue)])
  return { ...one, ...other, ...(Object.fromEntries(groups) as Catalogue) }
}
