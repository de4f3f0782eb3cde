import { randomUUIDv7 } from 'node:crypto'

/** A new UUIDv7. */
export const newId = (): string => randomUUIDv7()
