import { z } from 'zod'

/** Whether this caller may do a thing to this object now and, if not, the code of the reason. */
export const ability = z.object({ allowed: z.boolean(), reason: z.string().optional() }).meta({ id: 'Ability' })

export type Ability = z.infer<typeof ability>

export const abilities = <const K extends string>(...verbs: K[]) =>
  z.object(Object.fromEntries(verbs.map((verb) => [verb, ability])) as Record<K, typeof ability>)
