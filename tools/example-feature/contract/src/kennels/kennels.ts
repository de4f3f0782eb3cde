import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { name, slug, text } from '../kit/text.ts'
import './problems.ts'

export const kennel = z
  .object({ id, name: z.string(), memo: z.string().optional(), checkedAt: z.string().optional(), version: z.int() })
  .meta({ id: 'Kennel' })

const newKennel = z
  .strictObject({ name: name(80), memo: text(500).optional() })
  .meta({ id: 'NewKennel', examples: [{ name: 'Kennel 1' }] })

export type Kennel = z.infer<typeof kennel>

export const kennelRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/kennels',
    summary: 'Kennels',
    permission: 'kennels.manage',
    params: { organization: slug },
    output: z.object({ items: z.array(kennel) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/kennels',
    summary: 'Add a kennel',
    permission: 'kennels.manage',
    status: 201,
    params: { organization: slug },
    body: newKennel,
    output: kennel,
    errors: ['key-reused', 'kennels-full'],
  }),
}
