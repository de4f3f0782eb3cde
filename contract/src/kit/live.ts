/**
 * What a live stream may say has changed; a feature declares its subjects in its feature.ts and names them to the
 * compiler, as with permissions. Programs pass over subjects that they do not know.
 */
export interface Subjects {}

export type Subject = keyof Subjects

const catalogue = new Set<string>()

export function declareSubjects<const Own extends readonly string[]>(own: Own): Own {
  for (const subject of own) catalogue.add(subject)
  return own
}

export const subjects = (): Subject[] => [...catalogue] as Subject[]
