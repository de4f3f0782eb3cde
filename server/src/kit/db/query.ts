import { createHash } from 'node:crypto'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Compilable,
  type CompiledQuery,
  type RawBuilder,
} from 'kysely'
import type { Statement } from './batch.ts'
import type { RowQuery } from './row.ts'

/** A query builder that compiles and never connects: queries run through a transaction alone. */
export function queryBuilder<Tables>(): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

const compiler = queryBuilder<unknown>()

/** What answers with rows: a shape's template, or a Kysely query. A plain ``sql`…` `` says nothing of them. */
export type Query<Row> = RowQuery<Row> | Compilable<Row>

/** What is run for its effect. */
export type Command = Query<unknown> | RawBuilder<unknown>

const names = new Map<string, string>()

/** Statements are prepared under a hash of their text: the server parses and plans each once per connection. */
export function statementOf(query: Command): Statement {
  const { sql: text, parameters } = compiled(query)
  let name = names.get(text)
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url')
    // texts come from code, so they are few; a list built into a text would show here
    if (names.size < 5000) names.set(text, name)
  }
  return { name, text, values: parameters, columns: 'statement' in query ? query.columns : undefined }
}

function compiled(query: Command): CompiledQuery {
  if ('statement' in query) return query.statement.compile(compiler)
  return 'isRawBuilder' in query
    ? (query as RawBuilder<unknown>).compile(compiler)
    : (query as Compilable<unknown>).compile()
}
