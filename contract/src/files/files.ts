import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { slug, text } from '../kit/text.ts'
import '../plans/problems.ts'
import './problems.ts'

/** Bytes of each part but the last. */
export const filePartBytes = 4_194_304

/** What files are for, and the bytes that one may have. */
export const filePurposes = {
  logo: { limit: 20_000_000, isPicture: true },
  /** Of a person or an animal: kept as a square. */
  portrait: { limit: 20_000_000, isPicture: true },
  attachment: { limit: 200_000_000, isPicture: false },
} as const

export type FilePurpose = keyof typeof filePurposes

const filePurpose = z.enum(Object.keys(filePurposes) as [FilePurpose, ...FilePurpose[]])

export const file = z
  .object({
    id,
    name: z.string(),
    purpose: filePurpose,
    /** `held`: it waits for the virus scanner, which is away. */
    state: z.enum(['pending', 'held', 'kept']),
    size: z.int(),
    /** By its content; absent while it is not whole. */
    type: z.string().optional(),
    /** In hexadecimal; of a picture, of what was kept of it. */
    sha256: z.string().optional(),
    /** Numbers of the parts that have arrived, from 0. */
    parts: z.array(z.int()),
  })
  .meta({ id: 'File' })

export type File = z.infer<typeof file>

const newFile = z.strictObject({ name: text(255), purpose: filePurpose, size: z.int().min(1) }).meta({
  id: 'NewFile',
  examples: [{ name: 'logo.png', purpose: 'logo', size: 48_211 }],
})

export const ofFile = { organization: slug, id }

export const fileRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/files',
    summary: 'Announce a file; its parts follow, in any order, and what nobody uses is deleted after a day',
    permission: 'member',
    status: 201,
    params: { organization: slug },
    body: newFile,
    output: file,
    errors: ['key-reused', 'plan-limit', 'file-too-large'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/files/{id}',
    summary: 'A file that I sent, and which of its parts have arrived',
    permission: 'member',
    params: ofFile,
    output: file,
  }),
  read: operation({
    method: 'GET',
    path: '/organizations/{organization}/files/{id}/content',
    summary: 'The content of a file that I sent and that is not used, or a range of it',
    permission: 'member',
    params: ofFile,
    output: bytesAnswer,
    errors: ['wrong-state'],
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/files/{id}',
    summary: 'Delete a file that I sent and that is not used',
    permission: 'member',
    status: 204,
    params: ofFile,
    output: z.void(),
    errors: ['in-use'],
  }),
}
