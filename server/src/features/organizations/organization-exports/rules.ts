/*
 * Everything is taken along but what stands here: a table or a column that somebody adds is in the archive unless they say
 * why not (organization-exports.test.ts walks the catalogue).
 */

/** Tables that are not taken along, and why. */
export const tablesLeft: Readonly<Record<string, string>> = {
  'tenant.audit_batches': 'the chain of the log: hashes that prove nothing elsewhere',
  'tenant.audit_heads': 'likewise',
  'tenant.audit_keys': 'keys',
  'tenant.claim_codes': 'codes on their way',
  'tenant.claim_outcomes': 'a step of the busy ledger',
  'tenant.claims': 'made from appointments',
  'tenant.events': 'what happened, as messages between parts of the product',
  'tenant.file_parts': 'where bytes lie; they are in the archive whole',
  'tenant.file_previews': 'made from files',
  'tenant.forgotten_events': 'positions of messages',
  'tenant.idempotency_keys': 'answers given once',
  'tenant.links': 'links on their way',
  'tenant.resources': 'made from practitioners and rooms',
  'tenant.search_tokens': 'made from patients and guardians',
  'control.account_directory': 'made from patient accounts',
  'control.audit_batches': 'the chain of the log',
  'control.audit_forgotten': 'the chain of the log',
  'control.audit_heads': 'the chain of the log',
  'control.audit_keys': 'keys',
  'control.busy': 'made from appointments',
  'control.dead_jobs': 'what workers count',
  'control.dropped_jobs': 'what workers count',
  'control.key_rotation_steps': 'how far a new key is',
  'control.key_rotations': 'when a new key came',
  'control.organization_keys': 'keys',
  'control.organization_sizes': 'counts of what is taken along',
  'control.platform_log': 'what operators did, which is theirs',
  'control.uses': 'when somebody last came in',
  'control.works': 'work on its way, this one included',
}

const derived = 'made for searches'
const chained = 'sealed by keys of persons; the table of the log opens it'

/** Columns that are not taken along, and why. */
export const columnsLeft: Readonly<Record<string, string>> = {
  'tenant.audit_events.after': chained,
  'tenant.audit_events.batch': 'the chain of the log',
  'tenant.audit_events.before': chained,
  'tenant.audit_events.payload': chained,
  'tenant.audit_events.xact': 'a number of this database',
  'tenant.files.key_sealed': 'a key; the content is in the archive in clear',
  'tenant.guardians.fold_version': derived,
  'tenant.guardians.name_key': derived,
  'tenant.guardians.search_keys': derived,
  'tenant.guardians.search_text': derived,
  'tenant.messages.content_sealed': 'letters hold links that open',
  'tenant.messages.dedupe_key': 'how one letter is written once',
  'tenant.patients.fold_version': derived,
  'tenant.patients.name_key': derived,
  'tenant.patients.search_keys': derived,
  'tenant.patients.search_text': derived,
  'control.api_keys.secret_hash': 'a hash of a secret',
  'control.api_keys.starts_with': 'the beginning of a secret',
  'control.audit_events.after': chained,
  'control.audit_events.batch': 'the chain of the log',
  'control.audit_events.before': chained,
  'control.audit_events.payload': chained,
  'control.audit_events.xact': 'a number of this database',
  'control.hosts.proof': 'proves a name to this installation',
  'control.invitations.token_hash': 'a hash of a secret',
  'control.oauth_clients.secret_hash': 'a hash of a secret',
  'control.organizations.placement_id': 'a database of this installation',
}

export interface Column {
  name: string
  /** As PostgreSQL writes it. */
  type: string
}

export interface ExportedTable {
  /** `tenant.patients` */
  name: string
  /** What names a row beside its organization, in the order of its key. */
  key: Column[]
  columns: string[]
  /** The column that names the organization. */
  organization: string
}

/** What is taken of the tables that there are. */
export function takenAlong(tables: readonly ExportedTable[]): ExportedTable[] {
  return tables
    .filter(({ name }) => !(name in tablesLeft))
    .map((table) => ({
      ...table,
      columns: table.columns.filter((column) => !(`${table.name}.${column}` in columnsLeft)),
    }))
}

/** `tenant/patients.0001.ndjson`: the first rows of a table, one a line. */
export const nameOfPart = (table: string, part: number) =>
  `${table.replace('.', '/')}.${String(part).padStart(4, '0')}.ndjson`

/** A name in the archive that no file system takes for another folder. */
export const nameOfFile = (id: string, name: string) => `files/${id}/${name.replaceAll(/[/\\]/g, '_')}`
