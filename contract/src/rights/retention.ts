import type { RetentionClass } from '../kit/retention.ts'

/**
 * Years for which each class is kept after the last visit, or, without one, after the record was made; 0: it goes at once.
 * Countries bring their own numbers (§ 630f BGB and § 147 AO in Germany, as here).
 */
export const retentionYears: Readonly<Record<RetentionClass, number>> = {
  clinical: 10,
  billing: 10,
  contact: 0,
  technical: 0,
}
