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

export const databaseFolder = path.join(import.meta.dirname, '../../../database')

/** Migrations that declared functions before these had files of their own: history, which no text of today is read from. */
export const withFunctions: Readonly<Record<MigrationLine, readonly string[]>> = {
  control: [
    '0001_accounts',
    '0002_organizations',
    '0003_doorman',
    '0004_busy_ledger',
    '0006_busy_filling',
    '0007_identity',
    '0008_organization_safety',
  ],
  tenant: [
    '0001_foundation',
    '0003_patients',
    '0004_scheduling',
    '0005_messaging',
    '0006_busy_outcomes',
    '0010_patients_search',
    '0013_messaging_truth',
    '0014_patients_spans_of_days',
  ],
}

/** Migrations before functions had files make their own; all later ones find today's. */
export const findsFunctions = ({ line, name }: Migration) => name > (withFunctions[line].at(-1) ?? '')

/** The migrations of one line, in order; `0004_scheduling.sql`: number, feature. */
export function readMigrations(line: MigrationLine, folder = databaseFolder): Migration[] {
  return readdirSync(path.join(folder, 'migrations', line))
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const sql = readFileSync(path.join(folder, 'migrations', line, file), 'utf8')
      return { line, name: file.replace(/\.sql$/, ''), sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
}
