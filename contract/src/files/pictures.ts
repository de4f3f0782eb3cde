import { z } from 'zod'
import { id } from '../kit/ids.ts'
import type { MemberAccess } from '../kit/access.ts'
import { operation } from '../kit/operation.ts'
import { idsQuery, picture, smallPicture, whichPicture } from '../kit/pictures.ts'
import { bytesAnswer } from '../kit/plain.ts'
import type { ProblemCode } from '../kit/problem.ts'
import type { ToggleKey } from '../kit/toggles/toggles.ts'
import { slug } from '../kit/text.ts'

interface Pictured<C extends ProblemCode> {
  /** In the address, and in what is said of it. */
  noun: 'patient' | 'practitioner'
  reading: MemberAccess
  setting: MemberAccess
  /** The feature that has to be on before another is set. */
  toggle?: ToggleKey
  /** What setting and removing can be refused for. */
  errors: readonly C[]
}

/** Of whoever has a picture below an organization: reading it, setting, removing, and the small ones of several at once. */
export function pictureOperations<const C extends ProblemCode>(pictured: Pictured<C>) {
  const { noun, reading, setting, toggle, errors } = pictured
  const path = `/organizations/{organization}/${noun}s/{id}/picture` as const
  const params = { organization: slug, id }
  return {
    read: operation({
      method: 'GET',
      path,
      summary: `A ${noun}’s picture, a square of 256 pixels`,
      permission: reading,
      params,
      query: whichPicture,
      output: bytesAnswer,
    }),
    set: operation({
      method: 'PUT',
      path,
      summary: `Show a portrait that I sent as a ${noun}’s picture, in place of the one before, which is deleted`,
      permission: setting,
      ...(toggle && { toggle }),
      ifMatch: 'honoured',
      params,
      body: z.strictObject({ fileId: id }),
      output: picture,
      errors,
    }),
    remove: operation({
      method: 'DELETE',
      path,
      summary: `Do without a picture of a ${noun}; it is deleted`,
      permission: setting,
      status: 204,
      params,
      output: z.void(),
      errors,
    }),
    listSmall: operation({
      method: 'GET',
      path: `/organizations/{organization}/${noun}-pictures`,
      summary: `Pictures of several ${noun}s, 64 pixels each, of those who have one and whom I may see`,
      permission: reading,
      params: { organization: slug },
      query: { ids: idsQuery },
      output: z.object({ items: z.array(smallPicture) }),
    }),
  }
}
