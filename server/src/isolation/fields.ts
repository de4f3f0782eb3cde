import type { AnySchema } from '@orpc/contract'
import { z } from 'zod'
import type { Sample } from '../testing/isolation.ts'

type Key = string | number

export interface Field {
  /** `['query', 'from']`, `['body', 'openingHours', 0, 'to']`; the first item of a list stands for all. */
  path: Key[]
  type: z.ZodType
}

/** Every value of path, query and body, however deep. */
export function fieldsOf(schema: AnySchema | z.ZodType, path: Key[] = []): Field[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return fieldsOf(schema.def.innerType as z.ZodType, path)
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.def.in as z.ZodType, path)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option as z.ZodType, path))
  if (schema instanceof z.ZodArray)
    return [{ path, type: schema }, ...fieldsOf(schema.element as z.ZodType, [...path, 0])]
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, inner]) =>
      path.length === 0 && name === 'headers' ? [] : fieldsOf(inner, [...path, name]),
    )
  return [{ path, type: schema as z.ZodType }]
}

/** The same call with one value replaced; what has to be around it is made. */
export function planted(sample: Sample, path: readonly Key[], value: unknown): Sample {
  return plant(structuredClone(sample), path, value) as Sample
}

function plant(within: unknown, [key, ...rest]: readonly Key[], value: unknown): unknown {
  if (key === undefined) return value
  const around = (within ?? (typeof key === 'number' ? [] : {})) as Record<Key, unknown>
  around[key] = plant(around[key], rest, value)
  return around
}
