import type { Field, Statement } from '../../kit/db/batch.ts'
import type { Columns } from '../../kit/db/columns.ts'

const known: Record<number, string> = {
  16: 'bool',
  17: 'bytea',
  20: 'bigint',
  21: 'smallint',
  23: 'int',
  25: 'text',
  114: 'json',
  701: 'double precision',
  1009: 'text[]',
  1082: 'date',
  1184: 'timestamptz',
  1700: 'numeric',
  2950: 'uuid',
  2951: 'uuid[]',
  3802: 'jsonb',
}

const beginningOf = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 200)} …` : line
}

/** What PostgreSQL answered otherwise than the statement's shape says, a sentence each. */
export function differences(
  { text, columns }: Pick<Statement, 'text'> & { columns: Columns },
  fields: readonly Field[],
  rows: readonly Record<string, unknown>[],
): string[] {
  const described = new Map(fields.map(({ name, dataTypeID }) => [name, dataTypeID]))
  const found = [
    ...Object.keys(columns)
      .filter((name) => !described.has(name))
      .map((name) => `its shape has ${name}, which it does not select`),
    ...fields.flatMap(({ name, dataTypeID }) => {
      const column = columns[name]
      if (!column) return [`it selects ${name}, which its shape does not have`]
      if (!column.oids.includes(dataTypeID))
        return [`${name} is ${known[dataTypeID] ?? `type ${dataTypeID}`}, and its shape says ${column.type}`]
      return !column.isNullable && rows.some((row) => row[name] === null)
        ? [`${name} is null, and its shape does not say nullable`]
        : []
    }),
  ]
  return found.map((sentence) => `“${beginningOf(text)}”: ${sentence}`)
}

const unseen = new Set<string>()

export function compareResult(
  { text, columns }: Statement,
  fields: readonly Field[],
  rows: readonly Record<string, unknown>[],
): void {
  if (columns) for (const sentence of differences({ text, columns }, fields, rows)) unseen.add(sentence)
}

export function takeDifferences(): string[] {
  const found = [...unseen]
  unseen.clear()
  return found
}
