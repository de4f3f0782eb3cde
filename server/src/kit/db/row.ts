import { sql, type RawBuilder } from 'kysely'

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

type RowWith<Its extends Columns> = {
  [Name in keyof Its]: Its[Name] extends Column<infer Value> ? Value : never
}

export interface RowQuery<Result> {
  readonly columns: Columns
  readonly statement: RawBuilder<Result>
  toOperationNode: RawBuilder<Result>['toOperationNode']
}

type Tag<Result> = (strings: TemplateStringsArray, ...values: unknown[]) => RowQuery<Result>

const tagOf =
  <Result>(columns: Columns): Tag<Result> =>
  (strings, ...values) => {
    const statement = sql<Result>(strings, ...values)
    return { columns, statement, toOperationNode: () => statement.toOperationNode() }
  }

export interface RowShape<Its extends Columns> extends Tag<RowWith<Its>> {
  readonly columns: Its
  /** The list to select: columns of `table` by their names, and what is `computed` instead. */
  of(table: string, computed?: { readonly [Name in keyof Its]?: RawBuilder<unknown> }): RawBuilder<unknown>
}

export type RowOf<Shape> = Shape extends RowShape<infer Its> ? RowWith<Its> : never

/**
 * Says what rows hold: `const roomRow = shape({ id: uuid, name: text })`, ``roomRow`select ${roomRow.of('r')} from tenant.rooms r` ``.
 * Nothing is compared in production; in tests PostgreSQL's own description and every null are (testing/row-shapes.ts).
 */
export function shape<Its extends Columns>(columns: Its): RowShape<Its> {
  const names = Object.keys(columns)
  const of: RowShape<Its>['of'] = (table, computed = {}) => {
    const read = names.filter((name) => !computed[name]).map((name) => `${table}."${name}"`)
    const others = names.flatMap((name) => (computed[name] ? [sql`${computed[name]} as ${sql.id(name)}`] : []))
    return sql.join([...(read.length > 0 ? [sql.raw(read.join(', '))] : []), ...others])
  }
  return Object.assign(tagOf<RowWith<Its>>(columns), { columns, of })
}

/** Of a statement that asks only whether there is a row: ``anyRow`select from …` ``. */
export const anyRow = shape({})

/** As a left join answers: whole rows, and nulls alone where nothing was joined. */
export const leftJoined = <Its extends Columns>({ columns }: RowShape<Its>) =>
  tagOf<RowWith<Its> | { [Name in keyof Its]: null }>(
    Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, nullable(one)])),
  )
