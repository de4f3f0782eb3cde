import { hkdfSync } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { decryptNumbered, encryptNumbered } from '../crypto/cipher.ts'
import { sealed, text } from '../crypto/sealed.ts'
import type { Sealer } from '../crypto/seal.ts'
import type { ControlTx, TenantTx } from '../db/tenant-tx.ts'
import type { Transaction } from '../db/transaction.ts'
import { extensionPoint } from '../extension.ts'

type Values = Record<string, unknown>

interface NumberedKey {
  number: number
  key: Buffer
}

/** One of an organization's two audits, in one transaction: of its records, or of its members, rights and sign-ins. */
export interface AuditStore {
  readonly tx: Transaction
  readonly organizationId: string
  readonly schema: 'tenant' | 'control'
  /** What one of several that chain holds until its transaction ends. */
  readonly lock: string
  /** Of an event `e`, instead of columns of the same names. */
  readonly computed: { readonly [column: string]: RawBuilder<unknown> }
  /** Of the chain: the newest key, or the one that a batch names. */
  chainKey(number?: number): NumberedKey
  /** Where an event's payload lies: it opens nowhere else. */
  payloadPlace(eventId: string): string
  sealKey(personId: string, key: Buffer): Buffer
  openKey(personId: string, sealed: Buffer): Buffer
  /** What an event holds while it waits for the chain, with what its record sealed opened. */
  opened(event: Opened, held: Values | null): Values | null
}

interface Opened {
  subject: string
  subject_id: string
  /** Whose key is to seal it. */
  person: string
}

const microseconds = sql`(extract(epoch from e.at) * 1000000)::bigint`

/** Whom an event of the records is about: a patient, else a guardian, else nobody but the organization. */
export const personInRecords = sql`
  coalesce(e.patient_id::text, case when e.subject = 'guardians' then e.subject_id end, e.organization_id::text)`

/** What an event about nobody goes on holding as it was sealed: a column of its subject. */
export const staysSealed = extensionPoint<{ readonly subject: string; readonly column: string }>('kit.stays-sealed')

/**
 * What may change whom it is about: it goes along to the right one, the log of the wrong one does not. So the log repeats
 * nothing that its record seals.
 */
export const changesPerson = extensionPoint<{ readonly subject: string }>('kit.changes-person')

/** The keys of what the audit holds of persons, sealed by the organization's own. */
export const auditKeys = sealed('audit_keys', { key: text }, { person_id: 'uuid' })

/** In the organization's own database: what was done to its records. */
export function recordsAudit(tx: TenantTx): AuditStore {
  const { sealer } = tx
  const stays = ({ subject }: Opened) =>
    tx.extensions(staysSealed).flatMap((each) => (each.subject === subject ? [each.column] : []))
  const { id: organizationId } = tx.organization
  const isNobodys = ({ subject, person }: Opened) =>
    person === organizationId || tx.extensions(changesPerson).some((each) => each.subject === subject)
  return {
    tx,
    organizationId,
    schema: 'tenant',
    lock: `audit|${organizationId}`,
    computed: { at: microseconds, person: personInRecords },
    chainKey: (number) => sealer.auditKey(number),
    payloadPlace: (id) => `${organizationId}|audit_events|${id}|payload`,
    sealKey: (id, key) => auditKeys.seal(sealer, id, 'key', key.toString('base64')) as Buffer,
    openKey: (id, key_sealed) => Buffer.from(auditKeys.open(sealer, { id, key_sealed }).key ?? '', 'base64'),
    opened: (event, held) =>
      held && (isNobodys(event) ? withoutSealed(held, stays(event)) : withoutSeals(sealer, event, held)),
  }
}

/**
 * What a record seals may tell of somebody. Where it cannot be said of whom (a table from elsewhere, the name of a file, what a
 * merge took), nobody's erasure would make the log forget it: it is not repeated at all, save where that is all that there is to
 * account for.
 */
const withoutSealed = (held: Values, stays: readonly string[]): Values =>
  Object.fromEntries(Object.entries(held).filter(([column]) => !column.endsWith('_sealed') || stays.includes(column)))

/** What the record sealed by the organization's key is sealed by the person's alone. */
const withoutSeals = (sealer: Sealer, event: Opened, held: Values): Values =>
  Object.fromEntries(
    Object.entries(held).map(([column, value]) => {
      const isSealed = column.endsWith('_sealed') && typeof value === 'string' && value.startsWith('\\x0')
      if (!isSealed) return [column, value]
      const place = { table: event.subject, row: event.subject_id, column }
      return [column, sealer.open(place, Buffer.from(value.slice(2), 'hex'))]
    }),
  )

/**
 * In the control database: what was done to members, roles, programs and accounts. Its keys come of the audit's own, which stays
 * as long as the chain has to be proved: no rotation has to reach into the control database.
 */
export function securityAudit(control: ControlTx, organizationId: string, sealer: Sealer): AuditStore {
  const derived = ({ number, key }: NumberedKey, purpose: 'chain' | 'keys'): NumberedKey => ({
    number,
    key: Buffer.from(hkdfSync('sha256', key, organizationId, `security-${purpose}`, 32)),
  })
  const keyPlace = (personId: string) => `${organizationId}|control.audit_keys|${personId}|key`
  return {
    tx: control,
    organizationId,
    schema: 'control',
    lock: `audit|security|${organizationId}`,
    computed: {
      at: microseconds,
      person: sql`e.person_id::text`,
      patient_id: sql`null::uuid`,
      reason: sql`null::text`,
    },
    chainKey: (number) => derived(sealer.auditKey(number), 'chain'),
    payloadPlace: (id) => `${organizationId}|control.audit_events|${id}|payload`,
    sealKey(id, value) {
      const { number, key } = derived(sealer.auditKey(), 'keys')
      return encryptNumbered(number, key, keyPlace(id), value)
    },
    openKey: (id, value) =>
      decryptNumbered((number) => derived(sealer.auditKey(number), 'keys').key, keyPlace(id), value),
    opened: (_, held) => held,
  }
}

export const tableOf = ({ schema }: AuditStore, name: 'events' | 'batches' | 'heads' | 'keys') =>
  sql.table(`${schema}.audit_${name}`)
