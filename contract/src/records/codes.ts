import { z } from 'zod'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { searchText, slug, text } from '../kit/text.ts'

/** A code of a list, as FHIR Coding has it: the list's key in place of its address. */
export const coding = z
  .strictObject({
    system: z
      .string()
      .max(40)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    code: text(20),
  })
  .meta({ id: 'Coding', examples: [{ system: 'icd-10-cm', code: 'M54.50' }] })

export type Coding = z.infer<typeof coding>

/** What a list says of itself: which edition it is, and whom to thank. */
export const codeList = z
  .object({ system: z.string(), name: z.string(), edition: z.string(), attribution: z.string() })
  .meta({ id: 'CodeList' })

export const codeHit = z.object({ system: z.string(), code: z.string(), title: z.string() }).meta({ id: 'CodeHit' })

export type CodeHit = z.infer<typeof codeHit>

export const codeRoutes = {
  search: operation({
    method: 'GET',
    path: '/organizations/{organization}/condition-codes',
    summary:
      'Codes of problems by words or the beginning of a code, the nearest first, at most twenty; and the lists they are of',
    permission: 'charts.read',
    params: { organization: slug },
    query: {
      search: searchText(),
      kind: z.enum(['human', 'animal']),
      /** Of the titles, where a list has several; English unless told. */
      language: language.optional(),
    },
    output: z.object({ items: z.array(codeHit), lists: z.array(codeList) }),
  }),
}
