import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { byteStream } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'
import '../files/problems.ts'
import '../patients/problems.ts'
import '../plans/problems.ts'
import { phonePictureBytes } from './document-words.ts'

/** A link's id and its proof in one: 16 bytes of each, base64url. */
const proved = z
  .string()
  .length(43)
  .regex(/^[A-Za-z0-9_-]+$/)

export const phoneLink = z
  .object({
    id,
    /** Opens a page on a phone once, and is shown here alone. */
    token: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: 'PhoneLink' })

export const phoneSession = z
  .object({
    /** Sends pictures until the link ends. */
    session: z.string(),
    organization: z.string(),
    /** Of the patient, so that whoever holds the phone sees that it is the right one. */
    initials: z.string(),
    expiresAt: z.string(),
    /** Pictures that may still be sent. */
    left: z.int(),
  })
  .meta({ id: 'PhoneSession' })

export type PhoneSession = z.infer<typeof phoneSession>

export const phoneLinkRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/phone-links',
    summary: 'A link for a phone, for a quarter of an hour, that can only add pictures to this chart',
    permission: 'charts.write',
    status: 201,
    params: { organization: slug, id },
    output: phoneLink,
    errors: ['key-reused'],
  }),
  end: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/phone-links/{id}',
    summary: 'End a link that was shown to a phone; it adds nothing from this moment on',
    permission: 'charts.write',
    untilClosed: true,
    status: 204,
    params: { organization: slug, id },
    output: z.void(),
  }),
}

export const phoneRoutes = {
  open: operation({
    method: 'POST',
    path: '/organizations/{organization}/phones/{token}/opening',
    summary: 'Open a link that was shown to this phone, once',
    permission: 'visitor',
    status: 201,
    params: { organization: slug, token: proved },
    output: phoneSession,
  }),
  send: operation({
    method: 'PUT',
    path: '/organizations/{organization}/phone-sessions/{session}/pictures/{picture}',
    summary: 'Add a picture from a phone; the same one twice is one',
    permission: 'visitor',
    params: { organization: slug, session: proved, picture: id },
    takes: { kind: 'octet-stream', limit: phonePictureBytes },
    body: byteStream,
    output: z.object({ picture: id, left: z.int() }),
    errors: ['already-exists', 'file-infected', 'not-a-picture', 'plan-limit', 'wrong-state'],
  }),
}
