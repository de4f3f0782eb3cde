import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'

export interface Finding {
  code?: string
  message: string
  origin?: string
  minimum?: number
  format?: string
  params?: { code?: IssueCode }
}

/** What is wrong with a field, in a word that stays: the contract's own, or the kind of the finding. */
export function issueCode({ code, message, origin, minimum, format, params }: Finding): IssueCode {
  if (params?.code) return params.code
  switch (code) {
    case 'invalid_type':
      return /received (undefined|null)/.test(message) ? 'required' : 'type'
    case 'too_small':
      return origin === 'string' ? (minimum === 1 ? 'required' : 'too-short') : origin === 'array' ? 'too-few' : 'range'
    case 'too_big':
      return origin === 'string' ? 'too-long' : origin === 'array' ? 'too-many' : 'range'
    case 'invalid_format':
      return format === 'date' || format === 'datetime' ? 'date' : 'invalid'
    case 'invalid_value':
      return 'choice'
    case 'unrecognized_keys':
      return 'unknown-field'
    default:
      return 'invalid'
  }
}
