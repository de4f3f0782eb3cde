import type { LogEntry, LogFilter } from '@polyclinic/contract/audit/log.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Held } from '../../../kit/audit/held.ts'

type Source = LogEntry['source']
type Action = LogEntry['action']

const actionsOf: Record<Source, readonly Action[]> = {
  records: ['create', 'update', 'delete'],
  access: ['read', 'print', 'export'],
  security: ['create', 'update', 'delete', 'sign-in', 'refuse', 'export', 'grant'],
}

/** Of an event in the organization's own database. */
export const sourceOf = (action: string): Source =>
  (actionsOf.records as readonly string[]).includes(action) ? 'records' : 'access'

export interface Sought {
  /** Of the organization's own events; empty: none. Absent: all. */
  records?: readonly Action[]
  /** Of what happened to members and rights. */
  security?: readonly Action[]
}

/** Which acts a filter asks for in each of the two databases. */
export function soughtBy({ source, action, patientId }: LogFilter): Sought {
  const actionsIn = (sources: readonly Source[]) => {
    const all = sources.filter((one) => !source || one === source).flatMap((one) => actionsOf[one])
    return action ? all.filter((one) => one === action) : all
  }
  if (!source && !action) return patientId ? { security: [] } : {}
  return { records: actionsIn(['records', 'access']), security: patientId ? [] : actionsIn(['security']) }
}

/** Who may read what rows of a table held; of one that is not named here nothing is shown. */
const valuesReadBy: Readonly<Record<string, Permission>> = {
  patients: 'patients.read',
  guardians: 'patients.read',
  majority_reviews: 'patients.read',
  patient_guardians: 'patients.read',
  patient_accounts: 'patients.read',
  allergies: 'charts.read',
  no_known_allergies: 'charts.read',
  // one that is clinical stands among them
  alerts: 'charts.read',
  appointments: 'appointments.read',
  conditions: 'charts.read',
  immunizations: 'charts.read',
  measurements: 'charts.read',
  document_moves: 'charts.read',
  document_references: 'charts.read',
  document_annotations: 'charts.read',
  outcomes: 'charts.read',
  motions: 'charts.read',
  special_tests: 'charts.read',
  goals: 'charts.read',
  imports: 'patients.import',
  restrictions: 'patients.restricted',
  legal_holds: 'patients.erase',
  rights_requests: 'patients.write',
  'patient-copy': 'charts.export',
  emergency_accesses: 'audit.read',
  clinics: 'audit.read',
  opening_hours: 'audit.read',
  legal_entities: 'audit.read',
  practitioners: 'audit.read',
  practitioner_clinics: 'audit.read',
  working_hours: 'audit.read',
  rooms: 'audit.read',
  chart_layouts: 'audit.read',
  services: 'audit.read',
  service_clinics: 'audit.read',
  service_practitioners: 'audit.read',
  service_rooms: 'audit.read',
  organizations: 'audit.read',
  security_policies: 'audit.read',
  support_accesses: 'audit.read',
  support_rules: 'audit.read',
  roles: 'members.read',
  memberships: 'members.read',
  invitations: 'members.manage',
  api_keys: 'keys.manage',
  oauth_clients: 'keys.manage',
}

interface Reader {
  clinicIds?: readonly string[]
  can(permission: Permission): boolean
}

export const hasValues = (subject: string) => subject in valuesReadBy

/** Whoever is scoped to clinics reads values of patients alone, of those whom it sees. */
export function mayReadValues({ can, clinicIds }: Reader, subject: string, patientId: string | null): boolean {
  const permission = valuesReadBy[subject]
  return permission !== undefined && can(permission) && (!clinicIds || patientId !== null)
}

/** Columns that only keep the books. */
const unsaid = new Set(['organization_id', 'id', 'version', 'created_at'])

/** What each field held, as text; what is bytes to everybody is left out. */
export function changesOf({ before, after }: Held): { field: string; before?: string; after?: string }[] {
  const [was, is] = [flat(before), flat(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted()
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
    .filter((change) => change.before !== change.after)
}

function flat(row: Record<string, unknown> | null): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [column, held] of Object.entries(row ?? {})) {
    if (unsaid.has(column)) continue
    const field = column.replace(/_sealed$/, '')
    const value = field === column ? held : opened(held)
    if (isRecord(value)) for (const [part, of] of Object.entries(value)) put(texts, `${field}.${part}`, of)
    else put(texts, field, value)
  }
  return texts
}

function put(texts: Map<string, string>, field: string, value: unknown): void {
  if (value === null || value === undefined || value === '') return
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (!text.startsWith('\\x')) texts.set(field, text)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What was sealed is text, or several fields as JSON. */
function opened(held: unknown): unknown {
  if (typeof held !== 'string' || !/^[{[]/.test(held)) return held
  try {
    return JSON.parse(held)
  } catch {
    return held
  }
}

const columns = [
  'when (UTC)',
  'who',
  'account',
  'source',
  'act',
  'kind',
  'times',
  'subject',
  'subject id',
  'patient',
  'patient id',
  'from where',
  'why',
  'fields',
  'request',
  'entry',
  'support access',
  'why support',
] as const

export const header: readonly string[] = columns

export const lineOf = (entry: LogEntry): string[] => [
  entry.at,
  entry.accountName ?? '',
  entry.accountId ?? '',
  entry.source,
  entry.action,
  entry.kind ?? '',
  entry.times === undefined ? '' : String(entry.times),
  entry.subject,
  entry.subjectId,
  entry.patient?.name ?? '',
  entry.patient?.id ?? '',
  entry.origin ?? '',
  entry.reason ?? '',
  entry.fields.join(' '),
  entry.requestId ?? '',
  entry.id,
  entry.support?.accessId ?? '',
  entry.support?.reason ?? '',
]
