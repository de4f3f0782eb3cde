import type { Sealer } from '../../../kit/crypto/seal.ts'

export interface MailedLink {
  /** What it is about, as its row says. */
  purpose: 'appointment'
  /** What its holder may do: each is a proof of its own, and none can be made of another. */
  may: string
  id: string
}

const kindOf = ({ purpose, may }: Pick<MailedLink, 'purpose' | 'may'>) => `link|${purpose}|${may}`

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')

export const idIn = (bytes: Buffer): string =>
  bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The link's id and its proof in one: 16 bytes of each, base64url, 43 characters. */
export const linkToken = (sealer: Sealer, link: MailedLink): string =>
  Buffer.concat([bytesOf(link.id), sealer.proof(kindOf(link), link.id)]).toString('base64url')

/** The link that a token proves, before anything is read; undefined for one of another purpose or power as for none. */
export function linkIn(
  sealer: Sealer,
  token: string,
  { purpose, may }: { purpose: MailedLink['purpose']; may: readonly string[] },
): MailedLink | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) return undefined
  const id = idIn(bytes)
  const proved = may.find((one) => sealer.proves(kindOf({ purpose, may: one }), id, bytes.subarray(16)))
  return proved === undefined ? undefined : { purpose, may: proved, id }
}
