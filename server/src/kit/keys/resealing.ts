import { sql, type RawBuilder } from 'kysely'
import type { SealedTable } from '../crypto/sealed.ts'
import { bytea, nullable, text } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { TenantTx } from '../db/tenant-tx.ts'

/** Rows of one transaction: it holds up everybody's events while it lasts. */
const limit = 500

type Run = <Result>(mode: 'read' | 'write', work: (tx: TenantTx) => Promise<Result>) => Promise<Result>

interface Part {
  id: string
  key: string[]
  was: Buffer
  isNow: Buffer
}

/**
 * Seals the next rows of a table under today's key: those after `after`, a row's key as JSON, that stand under an older one.
 * What somebody else wrote meanwhile stays theirs: bytes are exchanged only for those that were read.
 */
export async function resealNext(
  inTenant: Run,
  { table, columns, key, reseal }: SealedTable,
  { number, after }: { number: number; after?: string },
): Promise<{ rows: number; after?: string }> {
  const keys = Object.entries(key)
  const names = sql.join(keys.map(([name]) => sql`t.${sql.id(name)}`))
  const last = after === undefined ? undefined : (JSON.parse(after) as string[])
  const from = last && sql`and (${names}) > (${sql.join(last.map((value, at) => cast(value, keys[at]?.[1])))})`
  const rowShape = shape({ key: text, ...Object.fromEntries(columns.map((name) => [name, nullable(bytea)])) })
  const rows = await inTenant('read', (tx) =>
    tx.all(rowShape`
    select jsonb_build_array(${names})::text as key, ${sql.join(columns.map((name) => sql`t.${sql.id(name)}`))}
    from ${sql.table(`tenant.${table}`)} t where t.organization_id = ${tx.organization.id} ${from ?? sql``}
      and (${sql.join(
        columns.map((name) => isBehind(sql`t.${sql.id(name)}`, number)),
        sql` or `,
      )})
    order by ${names} limit ${limit}`),
  )
  if (rows.length === 0) return { rows: 0 }
  await inTenant('write', async (tx) => {
    await tx.run(sql`select set_config('app.resealing', 'on', true)`)
    for (const column of columns) {
      const parts = rows.flatMap((row): Part[] => {
        const was = (row as unknown as Record<string, Buffer | null>)[column]
        if (!was?.length || !tx.sealer.isBehind(was)) return []
        const ofRow = JSON.parse(row.key) as string[]
        const id = ofRow.join('|')
        return [{ id, key: ofRow, was, isNow: reseal(tx.sealer, id, column, was) }]
      })
      if (parts.length > 0) await tx.run(exchanged(tx, table, column, keys, parts))
    }
  })
  return { rows: rows.length, after: rows.length < limit ? undefined : rows.at(-1)?.key }
}

const cast = (value: unknown, type = 'text') => sql`${value}::${sql.raw(type)}`

/** Its key's number is lower (kit/crypto/cipher.ts). */
const isBehind = (column: RawBuilder<unknown>, number: number) => sql`
  case when coalesce(length(${column}), 0) = 0 then false when get_byte(${column}, 0) = 2
    then get_byte(${column}, 1) * 256 + get_byte(${column}, 2) < ${number} else 1 < ${number} end`

function exchanged(
  tx: TenantTx,
  table: string,
  column: string,
  keys: readonly (readonly [string, string])[],
  parts: readonly Part[],
): RawBuilder<unknown> {
  const lists = keys.map(([, type], at) => sql`${parts.map((part) => part.key[at])}::${sql.raw(type)}[]`)
  const same = keys.map(([name]) => sql`t.${sql.id(name)} = n.${sql.id(name)}`)
  return sql`
    update ${sql.table(`tenant.${table}`)} t set ${sql.id(column)} = n.is_now
    from unnest(${sql.join(lists)}, ${parts.map(({ was }) => was)}::bytea[], ${parts.map(({ isNow }) => isNow)}::bytea[])
      n (${sql.join(keys.map(([name]) => sql.id(name)))}, was, is_now)
    where t.organization_id = ${tx.organization.id} and ${sql.join(same, sql` and `)} and t.${sql.id(column)} = n.was`
}
