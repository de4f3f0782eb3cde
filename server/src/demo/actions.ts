import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { permissions, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import { day } from '@polyclinic/contract/kit/durations.ts'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { hashPassword } from '../features/factors/passwords/hashes.ts'
import { emergencySecrets } from '../features/patients/emergency-accesses/view.ts'
import { ask } from '../kit/db/ask.ts'
import type { AccountsTx, ControlTx, TenantTx } from '../kit/db/tenant-tx.ts'
import { accountId, demoAccounts, demoPassword } from './accounts.ts'
import { demoId } from './ids.ts'
import type { DemoAppointment } from './schedule.ts'
import { anyRow } from '../kit/db/row.ts'

/** Writes appointments and what they occupy, past ones too; the constraints refuse a plan that overlaps. */
export async function writeAppointments(tx: TenantTx, appointments: readonly DemoAppointment[]): Promise<void> {
  const o = tx.organization.id
  const rows = JSON.stringify(appointments)
  const taken = JSON.stringify(appointments.filter(({ state }) => occupies(state)))
  await tx.run(sql`
    insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, room_id, state,
      starts_at, ends_at,
      buffer_before, buffer_after, cancellation_reason, cancelled_at, arrived_at, earlier_states)
    select ${o}, v.id, v."patientId", v."serviceId", v."practitionerId", v."clinicId", v."roomId", v.state, v."startsAt",
      v."endsAt", 0, v.after, v.cancellation,
      case when v.state = 'cancelled' then least(v."startsAt", clock_timestamp()) - interval '1 day' end,
      case when v.state in ('arrived', 'in-progress', 'completed') then least(v."startsAt", clock_timestamp()) - interval '6 minutes' end,
      case v.state when 'booked' then '{}' when 'confirmed' then '{booked}' when 'in-progress' then '{booked,confirmed,arrived}'
        when 'completed' then '{booked,confirmed,arrived,in-progress}' else '{booked,confirmed}' end::text[]
    from jsonb_to_recordset(${rows}::jsonb) as v (id uuid, "patientId" uuid, "serviceId" uuid, "practitionerId" uuid,
      "clinicId" uuid, "roomId" uuid,
      state text, "startsAt" timestamptz, "endsAt" timestamptz, after int, cancellation text)`)
  await tx.run(sql`
    insert into tenant.claims (organization_id, resource_id, appointment_id, taken_from, starts_at, ends_at, free_from)
    select ${o}, r.id, v.id, v."startsAt", v."startsAt", v."endsAt", v."endsAt" + make_interval(mins => v.after)
    from jsonb_to_recordset(${taken}::jsonb) as v (id uuid, "practitionerId" uuid, "roomId" uuid, state text,
      "startsAt" timestamptz, "endsAt" timestamptz, after int)
    join tenant.resources r on r.organization_id = ${o} and (r.id = v."practitionerId" or r.id = v."roomId")`)
}

export const linkAccount = (
  tx: TenantTx,
  link: { patientId: string; accountId: string; relation: 'self' | 'guardian'; guardianId?: string },
) =>
  tx.run(sql`
    insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation, guardian_id)
    values (${tx.organization.id}, ${link.patientId}, ${link.accountId}, ${link.relation}, ${link.guardianId ?? null})
    on conflict do nothing`)

export const isLoaded = async (tx: TenantTx) =>
  (await tx.maybe(anyRow`select from tenant.clinics where organization_id = ${tx.organization.id} limit 1`)) !==
  undefined

/** `clinicIds`: the clinics that the role is scoped to; absent: all of them. */
export const addMembership = (
  control: ControlTx,
  organizationId: string,
  { accountId, role, clinicIds }: { accountId: string; role: string; clinicIds?: string[] },
) =>
  control.run(sql`
    insert into control.memberships (organization_id, account_id, role_key, clinic_ids)
    values (${organizationId}, ${accountId}, ${role}, ${clinicIds ?? null}::uuid[]) on conflict do nothing`)

/** Accounts with their common password, verified; as the owner, because nobody else may write both schemas. */
export async function writeAccounts(owner: pg.Client): Promise<void> {
  const password = await hashPassword(demoPassword)
  for (const { email, name, language = 'en' } of demoAccounts) {
    const id = accountId(email)
    const made = await owner.query(
      'insert into auth."user" (id, name, email, email_verified, language) values ($1, $2, $3, true, $4) on conflict do nothing',
      [id, name, email, language],
    )
    if (made.rowCount === 0) continue
    await owner.query(
      `insert into auth.account (account_id, provider_id, user_id, password, updated_at) values ($1, 'credential', $2, $3, now())`,
      [id, id, password],
    )
  }
}

export async function holdsDemoAccounts(accounts: pg.Pool): Promise<boolean> {
  const ids = demoAccounts.map(({ email }) => accountId(email))
  const rows = await ask(accounts, anyRow`select from auth."user" u where u.id = any (${ids}::uuid[]) limit 1`)
  return rows.length > 0
}

/** A copy of the receptionist's role as an earlier release left it: nobody has asked yet about messages. */
export async function writeOlderRole(control: ControlTx, organizationId: string, name: string): Promise<void> {
  const isOlder = (permission: string) => permission !== 'messages.read'
  await control.run(sql`
    insert into control.roles (organization_id, key, name, permissions, based_on, known_permissions)
    values (${organizationId}, 'evening-desk', ${name}, ${permissionsOf('receptionist').filter(isOlder)}, 'receptionist',
      ${permissions().filter(isOlder)})
    on conflict do nothing`)
}

export const writePin = (accounts: AccountsTx, accountId: string, hash: string) =>
  accounts.run(sql`insert into auth.pin (user_id, hash) values (${accountId}, ${hash}) on conflict do nothing`)

/** Sessions end after twelve hours without a touch; one key that works, one that was revoked, one application. */
export async function writePrograms(
  control: ControlTx,
  organizationId: string,
  slug: string,
  owner: string,
  now: number,
): Promise<void> {
  const days = (count: number) => new Date(now + count * day)
  await control.run(sql`
    insert into control.security_policies (organization_id, idle_minutes) values (${organizationId}, 720) on conflict do nothing`)
  await control.run(sql`
    insert into control.api_keys (organization_id, id, name, secret_hash, starts_with, permissions, created_by, created_at,
      expires_at, revoked_at) values
      (${organizationId}, ${demoId(slug, 'key', 'laboratory')}, 'Laboratory', ${randomBytes(32)}, 'pck_7Lab',
        ${['patients.read']}, ${owner}, ${days(-40)}, ${days(200)}, null),
      (${organizationId}, ${demoId(slug, 'key', 'website')}, 'Old website', ${randomBytes(32)}, 'pck_oWeb',
        ${['appointments.read']}, ${owner}, ${days(-300)}, ${days(65)}, ${days(-12)})
    on conflict do nothing`)
  await control.run(sql`
    insert into control.oauth_clients (organization_id, id, name, redirect_uris, scopes, created_at) values
      (${organizationId}, ${demoId(slug, 'app', 'wall')}, 'Wall calendar', ${['http://localhost:8080/callback']},
        ${['appointments.read']}, ${days(-20)})
    on conflict do nothing`)
}

export const writeUses = (control: ControlTx, organizationId: string, uses: readonly { id: string; at: Date }[]) =>
  control.run(sql`
    insert into control.uses (organization_id, user_id, first_at, last_at)
    select ${organizationId}, u.id, u.at, u.at
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u (id uuid, at timestamptz) on conflict do nothing`)

export const writeEmergencyAccess = (
  tx: TenantTx,
  access: { id: string; patientId: string; accountId: string; reason: string; at: Date },
) =>
  tx.run(sql`
    insert into tenant.emergency_accesses (organization_id, id, patient_id, account_id, reason_sealed, granted_at, expires_at)
    values (${tx.organization.id}, ${access.id}, ${access.patientId}, ${access.accountId},
      ${emergencySecrets.seal(tx.sealer, access.id, 'reason', access.reason)}, ${access.at},
      ${access.at}::timestamptz + interval '60 minutes') on conflict do nothing`)

/** Who bills in the demo world, where nobody else was named. */
export const nameIssuer = (owner: pg.Client) =>
  owner.query(
    `update control.platform_issuer set name = 'Polyclinic Demo GmbH', lines = $1, country = 'DE', tax_number = 'DE123456789',
       tax_permille = 190, payment_details = $2 where name = 'Polyclinic'`,
    ['Musterstraße 1\n10115 Berlin', 'IBAN DE02 1203 0000 0000 2020 51\nDeutsche Kreditbank'],
  )
