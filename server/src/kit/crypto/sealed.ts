import { extensionPoint } from '../extension.ts'
import type { Sealer } from './seal.ts'

export interface Codec<Value> {
  write(value: Value): string
  read(text: string): Value
}

export const text: Codec<string> = { write: (value) => value, read: (written) => written }

export const json = <Value>(): Codec<Value> => ({
  write: (value) => JSON.stringify(value),
  read: (written) => JSON.parse(written) as Value,
})

/** Bytes as the driver reads them, or as PostgreSQL writes them inside of JSON: `\x…`. */
export type SealedValue = Buffer | string

export type SealedRow<Fields> = { id: string } & {
  [Field in keyof Fields & string as `${Field}_sealed`]?: SealedValue | null
}

export interface SealedTable {
  readonly table: string
  readonly columns: readonly string[]
  /** What names a row beside its organization, column → type; joined by `|` it is the row's id of the additional data. */
  readonly key: Readonly<Record<string, 'uuid' | 'text'>>
  /** The same value under today's key. */
  reseal(sealer: Sealer, id: string, column: string, value: Buffer): Buffer
  /** What was sealed, as it was told. */
  read(sealer: Sealer, id: string, column: string, value: Buffer): unknown
}

/** The sealed tables of all features, for what takes everything along. */
export const everySealedTable = extensionPoint<readonly SealedTable[]>('kit.sealed-tables')

/** Tables and columns that it leaves, and why. */
export const everythingLeftBehind = extensionPoint<Readonly<Record<string, string>>>('kit.left-behind')

/** The sealed columns of a table: `memo` lies in `memo_sealed`. */
export interface SealedColumns<Fields> extends SealedTable {
  seal<Field extends keyof Fields & string>(
    sealer: Sealer,
    id: string,
    field: Field,
    value: Fields[Field] | null | undefined,
  ): Buffer | null
  open(sealer: Sealer, row: SealedRow<Fields>): Partial<Fields>
  /** The bytes as they were where nothing changes: another ciphertext would stand in the audit as a change. */
  renew<Field extends keyof Fields & string>(
    sealer: Sealer,
    row: SealedRow<Fields>,
    field: Field,
    value: Fields[Field] | null | undefined,
  ): Buffer | null
}

const bytesOf = (value: SealedValue): Buffer =>
  typeof value === 'string' ? Buffer.from(value.slice('\\x'.length), 'hex') : value

/**
 * Declares which columns of a table are sealed, and how: `sealed('patients', { contact: json<Contact>(), memo: text })`; the
 * key where rows are not named by their `id`.
 */
export function sealed<Fields extends object>(
  table: string,
  codecs: { readonly [Field in keyof Fields]: Codec<Fields[Field]> },
  key: SealedTable['key'] = { id: 'uuid' },
): SealedColumns<Fields> {
  const fields = Object.keys(codecs) as (keyof Fields & string)[]
  const column = (field: string) => `${field}_sealed`
  const place = (id: string, field: string) => ({ table, row: id, column: column(field) })
  const bytesIn = (row: object, field: string): Buffer | undefined => {
    const value = (row as Record<string, SealedValue | null | undefined>)[column(field)]
    return value?.length ? bytesOf(value) : undefined
  }
  const columns: SealedColumns<Fields> = {
    table,
    columns: fields.map(column),
    key,
    reseal(sealer, id, name, value) {
      const there = { table, row: id, column: name }
      return sealer.seal(there, sealer.open(there, value))
    },
    read(sealer, id, name, value) {
      const field = fields.find((each) => column(each) === name)
      const opened = sealer.open({ table, row: id, column: name }, value)
      return field ? codecs[field].read(opened) : opened
    },
    seal(sealer, id, field, value) {
      const written = value === null || value === undefined ? '' : codecs[field].write(value)
      return written === '' ? null : sealer.seal(place(id, field), written)
    },
    open(sealer, row) {
      const opened: Partial<Fields> = {}
      for (const field of fields) {
        const bytes = bytesIn(row, field)
        if (bytes) opened[field] = codecs[field].read(sealer.open(place(row.id, field), bytes))
      }
      return opened
    },
    renew(sealer, row, field, value) {
      const before = bytesIn(row, field)
      const was = before && sealer.open(place(row.id, field), before)
      const isSame = was !== undefined && value !== null && value !== undefined && codecs[field].write(value) === was
      return isSame ? (before ?? null) : columns.seal(sealer, row.id, field, value)
    },
  }
  return columns
}
