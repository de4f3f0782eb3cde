import type { AnySchema } from '@orpc/contract'
import { contract, type Contract } from '@polyclinic/contract/contract.ts'
import type { KeysOf } from '../testing/isolation.ts'
import type { OperationMeta } from '@polyclinic/contract/kit/operation.ts'

/** `scheduling.appointments.cancel`: every operation of the contract, for the compiler to count. */
export type OperationKey = { [F in keyof Contract]: KeysOf<F> }[keyof Contract]

export interface Operation {
  key: OperationKey
  method: string
  /** As in the document: `/api/v1/organizations/{organization}/…`. */
  path: string
  /** What programs call it, where that is not its noun and verb. */
  operationId?: string
  meta: OperationMeta
  inputSchema: AnySchema
  /** Its refusals, by their codes. */
  errorMap: Record<string, { status: number }>
}

interface Declared {
  '~orpc': { route: { method?: string; path?: string; operationId?: string }; meta: OperationMeta } & Pick<
    Operation,
    'inputSchema' | 'errorMap'
  >
}

export const operations: Operation[] = Object.entries(
  contract as unknown as Record<string, Record<string, Record<string, Declared>>>,
).flatMap(([feature, nouns]) =>
  Object.entries(nouns).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, { '~orpc': declared }]) => ({
      key: `${feature}.${noun}.${verb}` as OperationKey,
      method: declared.route.method ?? '',
      path: declared.route.path ?? '',
      ...(declared.route.operationId && { operationId: declared.route.operationId }),
      meta: declared.meta,
      inputSchema: declared.inputSchema,
      errorMap: declared.errorMap,
    })),
  ),
)
