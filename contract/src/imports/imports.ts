import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { issueCodes } from '../kit/problem.ts'
import { slug, text } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { patientKind } from '../patients/patients.ts'
import { speciesKeys } from '../patients/species.ts'
import { dateOrders, duplicateChoices, importFields, largestImport } from './import-fields.ts'
import { importStates } from './import-states.ts'
import { unreadableReasons } from './problems.ts'

/** How the columns of a table are read. */
const setup = z
  .strictObject({
    /** The field of each column, in the order of the table; null: the column is left out. */
    columns: z.array(z.enum(importFields).nullable()).max(largestImport.columns),
    dateOrder: z.enum(dateOrders),
    /** Where no column says it. */
    kind: patientKind,
    species: z.enum(speciesKeys).optional(),
    duplicates: z.enum(duplicateChoices),
  })
  .meta({ id: 'ImportSetup' })

export type ImportSetup = z.infer<typeof setup>

const rowProblem = z.object({
  /** As a spreadsheet numbers it: the head is row 1. */
  row: z.int(),
  field: z.enum(importFields),
  code: z.lazy(() => z.enum(issueCodes())),
  /** What stands there, shortened. */
  value: z.string(),
})

export type RowProblem = z.infer<typeof rowProblem>

/** What a table would become. Nothing of it is stored. */
const check = z.object({
  rows: z.int(),
  added: z.int(),
  duplicates: z.int(),
  invalid: z.int(),
  /** The first hundred; all of them are in the table that the work made. */
  problems: z.array(rowProblem),
})

export type ImportCheck = z.infer<typeof check>

const result = z.object({
  rows: z.int(),
  added: z.int(),
  updated: z.int(),
  skipped: z.int(),
  invalid: z.int(),
  guardians: z.int(),
  /** Rows that found no room in the plan. */
  left: z.int(),
  /** What taking back left where it is, since it was changed or used. */
  kept: z.int(),
})

export const patientImport = z
  .object({
    id,
    state: z.enum(importStates),
    /** The name of the file. */
    name: z.string(),
    createdAt: instant,
    createdBy: id,
    /** Of a workbook. */
    sheets: z.array(z.string()).optional(),
    sheet: z.string().optional(),
    heads: z.array(z.string()),
    /** The first five rows. */
    preview: z.array(z.array(z.string())),
    setup,
    /** Somebody here mapped a table with this head before. */
    isRemembered: z.boolean(),
    check: check.optional(),
    /** Why the table could not be read to its end. */
    failure: z.enum(unreadableReasons).optional(),
    result: result.optional(),
    /** Of the caller: the work of this state that goes on, or went on last. */
    workId: id.optional(),
    /** How far what goes on is, whoever asked for it; absent while nothing does. */
    underWay: z.object({ done: z.int(), total: z.int().optional() }).optional(),
    finishedAt: instant.optional(),
    undoUntil: instant.optional(),
    version: z.int(),
    abilities: abilities('update', 'check', 'run', 'undo'),
  })
  .meta({ id: 'PatientImport' })

export type PatientImport = z.infer<typeof patientImport>

const summary = patientImport
  .pick({ id: true, state: true, name: true, createdAt: true, createdBy: true, result: true, finishedAt: true })
  .meta({ id: 'PatientImportSummary' })

const params = { organization: slug, id }
const path = '/organizations/{organization}/imports' as const

const permission = 'patients.import'

export const importRoutes = {
  list: operation({
    method: 'GET',
    path,
    summary: 'Imports of patients, the newest first',
    permission,
    reach: 'organization',
    params: { organization: slug },
    output: z.object({ items: z.array(summary) }),
  }),
  create: operation({
    method: 'POST',
    path,
    summary:
      'Begin an import with a table that I sent, CSV or XLSX; the file is deleted after the import, or after a day',
    permission,
    reach: 'organization',
    status: 201,
    params: { organization: slug },
    body: z
      .strictObject({ fileId: id })
      .meta({ id: 'NewPatientImport', examples: [{ fileId: '01980000-0000-7000-8000-000000000042' }] }),
    output: patientImport,
    errors: ['table-unreadable', 'key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'An import: its table, how it is read, what it would become or became',
    permission,
    reach: 'organization',
    params,
    output: patientImport,
  }),
  update: operation({
    method: 'PATCH',
    path: `${path}/{id}`,
    summary: 'Change how a table is read, or which sheet',
    permission,
    reach: 'organization',
    params,
    body: z.strictObject({ sheet: text(100).optional(), setup: setup.optional() }).meta({ id: 'PatientImportChange' }),
    output: patientImport,
    errors: ['table-unreadable', 'wrong-state'],
  }),
  check: operation({
    method: 'POST',
    path: `${path}/{id}/check`,
    summary: 'Say what a table would become, as long work whose file has all rows that are wrong; nothing is stored',
    permission,
    reach: 'organization',
    status: 202,
    params,
    output: patientImport,
    errors: ['wrong-state'],
  }),
  run: operation({
    method: 'POST',
    path: `${path}/{id}/run`,
    summary: 'Import what is right in a table, as long work; what was stopped goes on where it was',
    permission,
    reach: 'organization',
    status: 202,
    params,
    output: patientImport,
    errors: ['wrong-state'],
  }),
  undo: operation({
    method: 'POST',
    path: `${path}/{id}/undo`,
    summary: 'Take an import back, as long work; what was changed or used since stays',
    permission,
    reach: 'organization',
    status: 202,
    params,
    output: patientImport,
    errors: ['wrong-state'],
  }),
}
