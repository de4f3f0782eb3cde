import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { slug } from '../kit/text.ts'
import { operation } from '../kit/operation.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { instant } from '../kit/time.ts'
import { workStates } from './work-states.ts'

/** Long work that somebody asked for: it goes on whatever becomes of the browser, and of the process that does it. */
export const work = z
  .object({
    id,
    /** What it is, as `identity.own-data`. */
    kind: z.string(),
    state: z.enum(workStates),
    /** Steps that are done; of how many, where that is known. */
    progress: z.object({ done: z.int(), total: z.int().optional() }),
    /** Somebody asked to stop it: it does so after the step that it is at. */
    isStopping: z.boolean(),
    /** Why it failed. */
    error: z.enum(['interrupted', 'unavailable', 'unexpected']).optional(),
    /** The file that it made. */
    result: z
      .object({
        name: z.string(),
        type: z.string(),
        /** Bytes. */
        size: z.int(),
        /** What could not be had, by name: it is not in the file, which says so. */
        missing: z.array(z.string()),
      })
      .optional(),
    createdAt: instant,
    finishedAt: instant.optional(),
    /** When it is forgotten, and its file deleted. */
    expiresAt: instant.optional(),
    abilities: abilities('cancel', 'download'),
  })
  .meta({ id: 'Work' })

export type Work = z.infer<typeof work>

export const workRoutes = {
  list: operation({
    method: 'GET',
    path: '/me/works',
    summary: 'Long work that I asked for, newest first',
    permission: 'account',
    output: z.object({ items: z.array(work) }),
  }),
  get: operation({
    method: 'GET',
    path: '/me/works/{id}',
    summary: 'How far a work of mine is',
    permission: 'account',
    params: { id },
    output: work,
  }),
  cancel: operation({
    method: 'POST',
    path: '/me/works/{id}/cancellation',
    summary: 'Stop a work of mine; what it made so far is deleted',
    permission: 'account',
    params: { id },
    output: work,
    errors: ['wrong-state'],
  }),
  result: operation({
    method: 'GET',
    path: '/me/works/{id}/result',
    summary: 'The file that a work of mine made, or a range of it',
    permission: 'account',
    confirmed: true,
    params: { id },
    output: bytesAnswer,
    errors: ['wrong-state'],
  }),
}

const ofOrganization = { organization: slug, id }

/** The same below an organization: works about it, each of the member who asked for it. */
export const organizationWorkRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/works',
    summary: 'Long work about this organization that I asked for, newest first',
    permission: 'member',
    params: { organization: slug },
    output: z.object({ items: z.array(work) }),
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/works/{id}',
    summary: 'How far a work of mine is',
    permission: 'member',
    params: ofOrganization,
    output: work,
  }),
  cancel: operation({
    method: 'POST',
    path: '/organizations/{organization}/works/{id}/cancellation',
    summary: 'Stop a work of mine; what it made so far is deleted',
    permission: 'member',
    untilClosed: true,
    params: ofOrganization,
    output: work,
    errors: ['wrong-state'],
  }),
  result: operation({
    method: 'GET',
    path: '/organizations/{organization}/works/{id}/result',
    summary: 'The file that a work of mine made, or a range of it',
    permission: 'member',
    confirmed: true,
    params: ofOrganization,
    output: bytesAnswer,
    errors: ['wrong-state'],
  }),
}
