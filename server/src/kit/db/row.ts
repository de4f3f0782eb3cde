import { sql, type RawBuilder } from 'kysely'
import { nullable, type Column, type Columns } from './columns.ts'

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
 * Nothing is compared in production; in tests PostgreSQL's own description and every null are (testing/statements/row-shapes.ts).
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

export const leftJoined = <Its extends Columns>({ columns }: RowShape<Its>) =>
  tagOf<RowWith<Its> | { [Name in keyof Its]: null }>(
    Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, nullable(one)])),
  )
