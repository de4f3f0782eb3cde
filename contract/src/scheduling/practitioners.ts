import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { name, slug } from '../kit/text.ts'
import { minutesOf } from '../kit/minutes.ts'
import { wallTime, weekday } from '../kit/time.ts'
import '../plans/problems.ts'

export const profession = z.enum(['doctor', 'vet', 'physio', 'nurse', 'other'])

export const practitioner = z
  .object({
    id,
    displayName: z.string(),
    profession,
    hue: z.int(),
    accountId: id.optional(),
    clinicIds: z.array(id),
    /** Changes with the picture; absent where there is none. */
    pictureId: id.optional(),
    archivedAt: z.string().optional(),
    version: z.int(),
    /** Where they work at clinics beyond the caller's, `update` stands for all but the caller's own part: whether they work there, and when. */
    abilities: abilities('update'),
  })
  .meta({ id: 'Practitioner' })

export type Practitioner = z.infer<typeof practitioner>

/** A stretch of one weekday at one clinic, wall-clock time in that clinic's zone. */
export const workingHours = z
  .strictObject({ clinicId: id, weekday, from: wallTime, to: wallTime })
  .refine((span) => minutesOf(span.from) < minutesOf(span.to), {
    ...wrong('must end after it starts', 'ends-first'),
    path: ['to'],
  })
  .meta({
    id: 'WorkingHours',
    examples: [{ clinicId: '01980000-0000-7000-8000-000000000001', weekday: 1, from: '08:00', to: '12:00' }],
  })

export type WorkingHours = z.infer<typeof workingHours>

const newPractitioner = z
  .strictObject({
    displayName: name(120),
    profession,
    hue: z.int().min(1).max(12).optional(),
    /** An account that is a member here. Where it practises elsewhere too, it is asked for consent. */
    accountId: id.optional(),
    clinicIds: z.array(id).min(1).max(200),
  })
  .meta({
    id: 'NewPractitioner',
    examples: [
      { displayName: 'Dr Lena Vogt', profession: 'doctor', clinicIds: ['01980000-0000-7000-8000-000000000001'] },
    ],
  })

const hoursView = z.object({
  items: z.array(z.object({ clinicId: id, weekday, from: wallTime, to: wallTime })),
  version: z.int(),
})

const params = { organization: slug, id }

export const practitionerRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/practitioners',
    summary: 'Who treats here',
    permission: 'member',
    params: { organization: slug },
    output: z.object({ items: z.array(practitioner) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/practitioners',
    summary: 'Add a practitioner, with or without an account',
    permission: 'schedule.manage',
    status: 201,
    params: { organization: slug },
    body: newPractitioner,
    output: practitioner,
    errors: ['plan-limit', 'already-exists', 'key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/practitioners/{id}',
    summary: 'A practitioner',
    permission: 'member',
    params,
    output: practitioner,
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/practitioners/{id}',
    summary: 'Change a practitioner',
    permission: 'schedule.manage',
    params,
    body: z.strictObject({
      displayName: name(120).optional(),
      profession: profession.optional(),
      hue: z.int().min(1).max(12).optional(),
      clinicIds: z.array(id).min(1).max(200).optional(),
      archived: z.boolean().optional(),
    }),
    output: practitioner,
    errors: ['plan-limit', 'shared-by-clinics'],
  }),
  hours: operation({
    method: 'GET',
    path: '/organizations/{organization}/practitioners/{id}/hours',
    summary: 'Weekly hours',
    permission: 'member',
    params,
    output: hoursView,
  }),
  setHours: operation({
    method: 'PUT',
    path: '/organizations/{organization}/practitioners/{id}/hours',
    summary: 'Set the weekly hours; the version is the practitioner’s',
    permission: 'schedule.manage',
    params,
    body: z.array(workingHours).max(200),
    output: hoursView,
  }),
}
