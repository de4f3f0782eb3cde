// What a column of an answer holds, as values: read by rows (row.ts) and by tables of fields.

declare const value: unique symbol

export interface Column<Value> {
  readonly type: string
  readonly oids: readonly number[]
  readonly isNullable: boolean
  readonly [value]?: Value
}

const column = <Value>(type: string, ...oids: number[]): Column<Value> => ({ type, oids, isNullable: false })

export const uuid = column<string>('uuid', 2950)
export const uuids = column<string[]>('uuid[]', 2951)
export const text = column<string>('text', 25, 1043)
export const texts = column<string[]>('text[]', 1009)
export const int = column<number>('int', 21, 23)
/** Read as a number, up to 2^53. */
export const bigint = column<number>('bigint', 20)
export const double = column<number>('double precision', 701)
export const bool = column<boolean>('bool', 16)
/** RFC 3339, in UTC. */
export const timestamptz = column<string>('timestamptz', 1184)
/** `YYYY-MM-DD` */
export const date = column<string>('date', 1082)
export const bytea = column<Buffer>('bytea', 17)

/** One of the words that a check of the table, or the statement itself, lets through. */
export const textOf = <Word extends string>(): Column<Word> => text as Column<Word>
export const textsOf = <Word extends string>(): Column<Word[]> => texts as Column<Word[]>

/** What lies in json or jsonb; the statement that builds it answers for its shape. */
export const json = <Value>(): Column<Value> => column<Value>('json', 114, 3802)

export const nullable = <Value>(one: Column<Value>): Column<Value | null> => ({ ...one, isNullable: true })

export type Columns = Readonly<Record<string, Column<unknown>>>
