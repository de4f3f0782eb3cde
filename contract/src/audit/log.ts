import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { streamAnswer } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { bySupport } from './audit-events.ts'
import { logActions, logChains, logSources } from './log-words.ts'

/** Where something was done from: the app, a program, a mailed link, or by itself. */
const logOrigins = ['web', 'api', 'key', 'app', 'link', 'job'] as const

export const logEntry = z
  .object({
    id,
    at: z.string(),
    source: z.enum(logSources),
    accountId: id.optional(),
    accountName: z.string().optional(),
    support: bySupport.optional(),
    origin: z.enum(logOrigins).optional(),
    action: z.enum(logActions),
    subject: z.string(),
    subjectId: z.string(),
    /** With a name for those who may read patients. */
    patient: z.object({ id, name: z.string().optional() }).optional(),
    reason: z.string().optional(),
    /** Names of the fields that changed. */
    fields: z.array(z.string()),
    /** Of what happened to an account: the kind, as in security events, and how often within a minute. */
    kind: z.string().optional(),
    times: z.int().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'LogEntry' })

export type LogEntry = z.infer<typeof logEntry>

/** `none`: nothing was kept; `hidden`: the caller may not read such records; `forgotten`: nobody can any more. */
const heldStates = ['shown', 'none', 'hidden', 'forgotten'] as const

export const logDetail = z
  .object({
    entry: logEntry,
    held: z.enum(heldStates),
    /** What each field held, as text. */
    changes: z.array(z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() })),
  })
  .meta({ id: 'LogDetail' })

export type LogDetail = z.infer<typeof logDetail>

const filter = {
  source: z.enum(logSources).optional(),
  accountId: id.optional(),
  patientId: id.optional(),
  action: z.enum(logActions).optional(),
  /** From this instant on, to the millisecond. */
  from: instant.optional(),
  /** Before this instant. */
  to: instant.optional(),
}

const logFilter = z.strictObject(filter)

export type LogFilter = z.infer<typeof logFilter>

const findingKinds = [
  'batches-missing',
  'batch-changed',
  'event-changed',
  'events-missing',
  'events-moved',
  'key-missing',
  'event-unreadable',
  'head-changed',
  'event-without-batch',
  'event-inserted',
  'no-events',
] as const

const finding = z.object({
  kind: z.enum(findingKinds),
  /** Of the chain. */
  batch: z.int().optional(),
  eventId: z.string().optional(),
  personId: z.string().optional(),
  count: z.int().optional(),
})

export type Finding = z.infer<typeof finding>

export const logCheck = z
  .object({
    /** Of which chain this step is: first all of the records, then all of the rights and sign-ins. */
    chain: z.enum(logChains),
    /** Compared in this step. */
    batches: z.int(),
    events: z.int(),
    findings: z.array(finding),
    /** Batches that were the first after the database was brought back from a copy. */
    broughtBack: z.array(z.int()),
    /** For the next step; absent: this was the last one. */
    cursor: z.string().optional(),
    /** Batches of both chains together. */
    total: z.int(),
    /** Only in the last step of a chain: events that nothing proves yet, and the newest batch, to be kept elsewhere. */
    loose: z.int().optional(),
    head: z.string().optional(),
  })
  .meta({ id: 'LogCheck' })

export type LogCheck = z.infer<typeof logCheck>

export const logRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/audit-log',
    summary: 'All that was done in the organization and to its members, newest first',
    permission: 'audit.read',
    params: { organization: slug },
    query: { ...pageQuery, ...filter },
    output: pageOf(logEntry),
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/audit-log/{id}',
    summary: 'One entry with what its fields held before and after; looking at a patient’s is recorded',
    permission: 'audit.read',
    params: { organization: slug, id },
    output: logDetail,
  }),
  export: operation({
    method: 'POST',
    path: '/organizations/{organization}/audit-log/exports',
    summary: 'What a filter finds, as a table for a spreadsheet (RFC 4180); recorded',
    permission: 'audit.read',
    untilClosed: true,
    confirmed: true,
    params: { organization: slug },
    body: logFilter,
    output: streamAnswer,
  }),
  check: operation({
    method: 'GET',
    path: '/organizations/{organization}/audit-check',
    summary: 'Compare the audit with its chains, a few batches a call',
    permission: 'audit.read',
    reach: 'organization',
    params: { organization: slug },
    query: { cursor: z.string().max(500).optional() },
    output: logCheck,
  }),
}
