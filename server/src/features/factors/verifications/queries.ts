import { jwtVerify } from 'jose'
import { authSecret, type CookieKeys } from '../../identity/public.ts'
import { findCredential } from '../passwords/queries.ts'
import type { Platform } from '../../../kit/http/platform.ts'

export interface Unconfirmed {
  accountId: string
  email: string
  language: string
}

/** Whose address a mailed link would confirm; nobody's where it is no link of ours, is over, or has nothing left to confirm. */
export async function findUnconfirmed(
  { databases, ...keys }: Pick<Platform, 'databases'> & CookieKeys,
  token: unknown,
): Promise<Unconfirmed | undefined> {
  const email = await addressIn(keys, token)
  const credential = email === undefined ? undefined : await findCredential(databases.accounts, email)
  return credential && !credential.isVerified ? credential : undefined
}

/** Better Auth's own token: signed with its secret, it names the address. */
async function addressIn({ master }: CookieKeys, token: unknown): Promise<string | undefined> {
  if (typeof token !== 'string') return undefined
  const key = new TextEncoder().encode(authSecret(master))
  const read = await jwtVerify(token, key, { algorithms: ['HS256'] }).catch(() => undefined)
  const email = read?.payload.email
  return typeof email === 'string' ? email : undefined
}
