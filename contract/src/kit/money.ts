import { z } from 'zod'

/** ISO 4217 alphabetic code. */
export const currency = z.string().regex(/^[A-Z]{3}$/)

/** An amount in the currency's minor unit, an integer: `{ amount: 4500, currency: 'EUR' }` is 45.00 €. */
export const money = z.strictObject({ amount: z.int().min(-1e12).max(1e12), currency }).meta({ id: 'Money' })

/** A price: money that is never negative. */
export const price = z.strictObject({ amount: z.int().min(0).max(1e12), currency }).meta({ id: 'Price' })

export type Money = z.infer<typeof money>
