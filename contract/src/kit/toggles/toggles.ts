import { z } from 'zod'

/**
 * What can be switched on and off while the product runs, without a release. A feature declares its own in its feature.ts and names
 * them to the compiler, as with permissions. Programs pass over keys that they do not know.
 */
export interface Toggles {}

export type ToggleKey = keyof Toggles

export interface ToggleDeclaration {
  /** `organization`: one answer for all of it. `people`: one for whoever asks, by their clinics, their role and their account. */
  actsOn: 'organization' | 'people'
  /** Where nobody decided and no plan is asked. */
  isOn: boolean
  /** The feature of a plan (plans.ts) that brings it; a plan without it leaves it off. */
  planFeature?: string
}

const catalogue = new Map<string, ToggleDeclaration>()

export function declareToggles<const Own extends Readonly<Record<string, ToggleDeclaration>>>(own: Own): Own {
  for (const [key, declaration] of Object.entries(own)) catalogue.set(key, declaration)
  return own
}

export const toggleKeys = (): ToggleKey[] => [...catalogue.keys()] as ToggleKey[]

export const toggleKey = z.lazy(() => z.enum(toggleKeys()))

export function declarationOf(key: ToggleKey): ToggleDeclaration {
  const declared = catalogue.get(key)
  if (!declared) throw new Error(`no feature declares the toggle ${key as string}`)
  return declared
}
