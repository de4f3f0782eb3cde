/** A finding of a schema, as zod words it. */
export interface Finding {
  code?: string
  message: string
  origin?: string
  minimum?: number
  params?: { code?: string }
}

/** What is wrong with a field, in a word that stays: the contract's own, or the kind of the finding. */
export function issueCode({ code, message, origin, minimum, params }: Finding): string {
  if (params?.code) return params.code
  switch (code) {
    case 'invalid_type':
      return /received (undefined|null)/.test(message) ? 'required' : 'type'
    case 'too_small':
      return origin === 'string' ? (minimum === 1 ? 'required' : 'too-short') : origin === 'array' ? 'too-few' : 'range'
    case 'too_big':
      return origin === 'string' ? 'too-long' : origin === 'array' ? 'too-many' : 'range'
    case 'invalid_value':
      return 'choice'
    case 'unrecognized_keys':
      return 'unknown-field'
    default:
      return 'invalid'
  }
}
