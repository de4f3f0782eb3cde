import { isProcedure, type AnyRouter } from '@orpc/server'
import { z } from 'zod'

interface Common {
  schema: z.ZodType
  strategy: 'input' | 'output'
}

export function namedIn(router: AnyRouter): Record<string, Common> {
  const found = new Map<string, Common>()
  const seen = { input: new Set<unknown>(), output: new Set<unknown>() }

  function look(value: unknown, strategy: Common['strategy']): void {
    if (typeof value !== 'object' || value === null || seen[strategy].has(value)) return
    seen[strategy].add(value)
    if (!(value instanceof z.ZodType)) return Object.values(value).forEach((part) => look(part, strategy))
    const name = z.globalRegistry.get(value)?.id
    if (name) keep(name, { schema: value, strategy })
    look(value instanceof z.ZodObject ? value.shape : value.def, strategy)
  }
  /** What is both taken and shown is described as it is taken. */
  function keep(name: string, one: Common): void {
    const other = found.get(name)
    if (other && other.schema !== one.schema) throw new Error(`two schemas are called ${name}`)
    if (!other || one.strategy === 'input') found.set(name, one)
  }
  function walk(part: AnyRouter): void {
    if (!isProcedure(part)) return Object.values(part).forEach((each) => walk(each as AnyRouter))
    const { inputSchema, outputSchema } = part['~orpc']
    look(inputSchema, 'input')
    look(outputSchema, 'output')
  }
  walk(router)
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
