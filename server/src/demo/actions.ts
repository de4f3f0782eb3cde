import { sql } from 'kysely'
import type pg from 'pg'
import { hashPassword } from '../features/identity/accounts/passwords.ts'
import type { ControlTx, TenantTx } from '../kit/db/tenant-tx.ts'
import { accountId, demoAccounts, demoPassword } from './accounts.ts'
import type { DemoVisit } from './schedule.ts'

/** Writes visits and what they occupy, past ones too; the constraints refuse a plan that overlaps. */
export async function writeVisits(tx: TenantTx, visits: readonly DemoVisit[]): Promise<void> {
  const o = tx.organization.id
  const rows = JSON.stringify(visits)
  await tx.run(sql`
    insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, room_id, state, starts_at, ends_at,
      buffer_before, buffer_after, cancellation_reason, cancelled_at, arrived_at)
    select ${o}, v.id, v."patientId", v."serviceId", v."practitionerId", v."clinicId", v."roomId", v.state, v."startsAt", v."endsAt", 0, v.after, v.cancellation,
      case when v.state = 'cancelled' then least(v."startsAt", clock_timestamp()) - interval '1 day' end,
      case when v.state in ('arrived', 'in-progress', 'completed') then least(v."startsAt", clock_timestamp()) - interval '6 minutes' end
    from jsonb_to_recordset(${rows}::jsonb) as v (id uuid, "patientId" uuid, "serviceId" uuid, "practitionerId" uuid, "clinicId" uuid, "roomId" uuid,
      state text, "startsAt" timestamptz, "endsAt" timestamptz, after int, cancellation text)`)
  await tx.run(sql`
    insert into tenant.claims (organization_id, resource_id, appointment_id, taken_from, starts_at, ends_at, free_from)
    select ${o}, r.id, v.id, v."startsAt", v."startsAt", v."endsAt", v."endsAt" + make_interval(mins => v.after)
    from jsonb_to_recordset(${rows}::jsonb) as v (id uuid, "practitionerId" uuid, "roomId" uuid, state text, "startsAt" timestamptz, "endsAt" timestamptz, after int)
    join tenant.resources r on r.organization_id = ${o} and (r.id = v."practitionerId" or r.id = v."roomId")
    where v.state not in ('cancelled', 'no-show')`)
}

/** Lets an account see a patient of the organization. */
export const linkAccount = (
  tx: TenantTx,
  link: { patientId: string; accountId: string; relation: 'self' | 'guardian'; guardianId?: string },
) =>
  tx.run(sql`
    insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation, guardian_id)
    values (${tx.organization.id}, ${link.patientId}, ${link.accountId}, ${link.relation}, ${link.guardianId ?? null}) on conflict do nothing`)

export const isLoaded = async (tx: TenantTx) =>
  (await tx.maybe(sql`select from tenant.clinics where organization_id = ${tx.organization.id} limit 1`)) !== undefined

export const addMembership = (control: ControlTx, organizationId: string, accountId: string, role: string) =>
  control.run(
    sql`insert into control.memberships (organization_id, account_id, role_key) values (${organizationId}, ${accountId}, ${role}) on conflict do nothing`,
  )

/** So that the account's own page knows where to look. */
export const listInDirectory = (control: ControlTx, organizationId: string, accountId: string) =>
  control.run(
    sql`insert into control.account_directory (organization_id, account_id) values (${organizationId}, ${accountId}) on conflict do nothing`,
  )

/** Accounts with their common password, verified; as the owner, because nobody else may write both schemas. */
export async function writeAccounts(owner: pg.Client): Promise<void> {
  const password = await hashPassword(demoPassword)
  for (const { email, name, language = 'en', isPlatformAdministrator = false } of demoAccounts) {
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
    if (isPlatformAdministrator)
      await owner.query('update control.accounts set is_platform_administrator = true where id = $1', [id])
  }
}
