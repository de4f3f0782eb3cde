import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** `control` lies in the control database alone, `tenant` in every database that holds organizations. */
export type MigrationLine = 'control' | 'tenant'

export interface Migration {
  line: MigrationLine
  name: string
  sql: string
  sha256: string
}

const folder = path.join(import.meta.dirname, '../../../migrations')

/** The migrations of one line, in order; `0004_scheduling.sql`: number, feature. */
export function readMigrations(line: MigrationLine): Migration[] {
  return readdirSync(path.join(folder, line))
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const sql = readFileSync(path.join(folder, line, file), 'utf8')
      return { line, name: file.replace(/\.sql$/, ''), sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
}
