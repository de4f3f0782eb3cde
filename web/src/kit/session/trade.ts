import { useCallback } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useOrganization } from './session.tsx'

/** A text by its key; its twin with `_animal` where animals are meant. */
export type TradeWords = (key: string, options?: Record<string, unknown>) => string

/**
 * A feature's texts in the words of the trade: a key may have a twin with `_animal` ("owner" beside "guardian"). It is taken
 * for an animal or, where no patient is meant, in a veterinary organization; a mixed one says what holds for both.
 */
export function useTrade(namespace: string, kind?: 'human' | 'animal'): { t: TradeWords } {
  const { t } = useTranslation(namespace) as unknown as { t: TFunction }
  const organization = useOrganization()
  const isAnimal = kind ? kind === 'animal' : organization.kind === 'veterinary'
  return {
    t: useCallback((key, options) => t(key, { ...options, ...(isAnimal && { context: 'animal' }) }), [t, isAnimal]),
  }
}
