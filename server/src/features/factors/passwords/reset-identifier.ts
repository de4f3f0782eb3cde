import { secretHash } from '../../../kit/crypto/secret-hash.ts'

/**
 * What the database keeps of `reset-password:<token>`: its kind, by which it is ended, and a hash of the token. Better Auth
 * looks for what it is given as well; without the colon, no token makes that of what is kept.
 */
export const hiddenIdentifier = (identifier: string): string => {
  const [kind = '', ...rest] = identifier.split(':')
  return `${kind}#${secretHash(rest.join(':')).toString('base64url')}`
}
