import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { email, looseText, name, phone, slug } from '../kit/text.ts'
import { minutesOf } from '../kit/minutes.ts'
import { timeZone, wallTime, weekday } from '../kit/time.ts'
import '../plans/problems.ts'

export const address = z
  .strictObject({
    line1: looseText(120).optional(),
    line2: looseText(120).optional(),
    postalCode: looseText(20).optional(),
    city: looseText(80).optional(),
    /** State, province, county, prefecture: whatever letters name in that country. */
    state: looseText(80).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  })
  .meta({ id: 'Address' })

/** One stretch of a week, wall-clock time in the clinic's zone; `24:00` ends a day. */
export const weeklyHours = z
  .strictObject({ weekday, from: wallTime, to: wallTime })
  .refine((span) => minutesOf(span.from) < minutesOf(span.to), {
    ...wrong('must end after it starts', 'ends-first'),
    path: ['to'],
  })
  .meta({ id: 'WeeklyHours' })

export const clinic = z
  .object({
    id,
    name: z.string(),
    timeZone: z.string(),
    address: address.optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    /** Nobody is booked outside them unless that is said; none: always open. */
    openingHours: z.array(z.object({ weekday, from: wallTime, to: wallTime })),
    version: z.int(),
  })
  .meta({ id: 'Clinic' })

export type Clinic = z.infer<typeof clinic>

const clinicFields = {
  name: name(120),
  timeZone,
  address: address.optional(),
  phone: phone.optional(),
  email: email.optional(),
  openingHours: z.array(weeklyHours).max(42).optional(),
}

const newClinic = z.strictObject(clinicFields).meta({
  id: 'NewClinic',
  examples: [{ name: 'Mitte', timeZone: 'Europe/Berlin', openingHours: [{ weekday: 1, from: '08:00', to: '18:00' }] }],
})

const params = { organization: slug }

export const clinicRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/clinics',
    summary: 'The clinics that the caller works with',
    permission: 'member',
    params,
    output: z.object({ items: z.array(clinic) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/clinics',
    summary: 'Add a clinic',
    permission: 'clinics.manage',
    reach: 'organization',
    status: 201,
    params,
    body: newClinic,
    output: clinic,
    errors: ['key-reused', 'plan-limit'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/clinics/{id}',
    summary: 'A clinic',
    permission: 'member',
    params: { organization: slug, id },
    output: clinic,
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/clinics/{id}',
    summary: 'Change a clinic, its address or its opening hours',
    permission: 'clinics.manage',
    params: { organization: slug, id },
    body: z.strictObject({ ...clinicFields, name: name(120).optional(), timeZone: timeZone.optional() }),
    output: clinic,
  }),
}
