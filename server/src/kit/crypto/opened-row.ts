import type { SealedTable } from './sealed.ts'
import type { Sealer } from './seal.ts'

/** A row of a table as JSON with what was sealed told: `memo_sealed` is `memo`; what does not open is null, and counted. */
export function openedRow(
  tables: readonly SealedTable[],
  sealer: Sealer,
  name: string,
  row: Readonly<Record<string, unknown>>,
): { row: Record<string, unknown>; unreadable: number } {
  const sealed = tables.find(({ table }) => `tenant.${table}` === name)
  if (!sealed) return { row: { ...row }, unreadable: 0 }
  const id = Object.keys(sealed.key)
    .map((column) => String(row[column]))
    .join('|')
  let unreadable = 0
  const told = (column: string, value: unknown): unknown => {
    if (typeof value !== 'string' || value === '\\x') return null
    try {
      return sealed.read(sealer, id, column, Buffer.from(value.slice('\\x'.length), 'hex'))
    } catch {
      unreadable += 1
      return null
    }
  }
  const values = Object.entries(row).map(([column, value]) =>
    sealed.columns.includes(column) ? [column.replace(/_sealed$/, ''), told(column, value)] : [column, value],
  )
  return { row: Object.fromEntries(values) as Record<string, unknown>, unreadable }
}
