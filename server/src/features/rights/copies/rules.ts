import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Copied, Copies } from '../../../kit/copies.ts'
import { byteOrderMark, csvRows } from '../../../kit/text/csv.ts'
import type { PatientScope } from '../../patients/public.ts'

/** What of a chart is in it, is for those who read charts. */
export const copyNeeds = ['patients.read', 'charts.read', 'charts.export'] as const satisfies Permission[]

type Taken = Exclude<Copied, { stays: string }>

/** A table of which rows are taken, as the statement needs it. */
export interface CopiedTable extends Pick<Taken, 'in' | 'unless'> {
  /** `tenant.conditions` */
  name: string
  key: readonly string[]
  column: string
  without: readonly string[]
}

/** In an order that does not change: the patient first. */
export function tablesIn(copies: Copies): CopiedTable[] {
  const taken = Object.entries(copies).flatMap(([name, copy]): CopiedTable[] => {
    if ('stays' in copy) return []
    const { key = ['id'], column = 'patient_id', without = [], ...rest } = copy
    // which organization it is stands beside all rows
    return [{ name, key, column, without: ['organization_id', ...without], ...rest }]
  })
  const place = ({ name }: CopiedTable) => (name === 'tenant.patients' ? '' : name)
  return taken.toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
}

/** `conditions` */
export const shortName = (table: string): string => table.replace(/^tenant\./, '')

/** An emergency opens a record for treatment, not to be taken out. */
export const withoutEmergencies = (scope: PatientScope): PatientScope => scope && { clinicIds: scope.clinicIds }

type Row = Readonly<Record<string, unknown>>

const first = ['id', 'patient_id']

/** Columns in an order that does not change, from the names of a row. */
export const columnsOf = (row: Row): string[] => {
  const place = (column: string) => (first.includes(column) ? `${first.indexOf(column)}` : `~${column}`)
  return Object.keys(row).toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
}

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** Rows of a table for a spreadsheet, under their head where they are the first. */
export function csvPart(rows: readonly Row[], isFirst: boolean): string {
  const columns = columnsOf(rows[0] ?? {})
  const head = isFirst ? byteOrderMark + csvRows([columns]) : ''
  return head + csvRows(rows.map((row) => columns.map((column) => cellOf(row[column]))))
}

/** Rows of a table in the list that `patient.json` has of it. */
export const jsonRows = (rows: readonly Row[], isFirst: boolean): string =>
  rows
    .map((row, nth) => {
      const inOrder = Object.fromEntries(columnsOf(row).map((column) => [column, row[column]]))
      return `${isFirst && nth === 0 ? '' : ','}\n${JSON.stringify(inOrder)}`
    })
    .join('')

const longest = 150

/** At most so many bytes of it, whole letters, with its ending. */
function shortened(name: string): string {
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  const room = longest - Buffer.byteLength(ending)
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - ending.length))) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(segment) > room) break
    kept += segment
  }
  return kept + ending
}

/** What no file system takes for a folder, a device or something hidden; how it is written stays. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*/\\]/gu, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
  return shortened(/^(con|prn|aux|nul|com\d|lpt\d)?(\.|$)/i.test(plain) ? `_${plain}` : plain)
}

/** A name in that folder of the archive that is not taken yet, whatever a system makes of capitals. */
export function freeName(folder: string, name: string, taken: readonly string[]): string {
  const plain = plainName(name)
  const has = new Set(taken.map((each) => each.toLowerCase()))
  const [, stem = plain, ending = ''] = /^(.*?)(\.[^.]{1,10})?$/s.exec(plain) ?? []
  for (let nth = 1; ; nth++) {
    const path = `${folder}/${nth === 1 ? plain : `${stem} (${nth})${ending}`}`
    if (!has.has(path.toLowerCase())) return path
  }
}
