import { z } from 'zod'

const base = {
  /** Stands in the address that the provider sends people back to: `/api/sign-in/callback/<id>`. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(60).optional(),
  clientId: z.string().min(1),
}

const google = z
  .strictObject({ ...base, kind: z.literal('google'), clientSecret: z.string().min(1) })
  .transform((given) => ({ ...given, name: given.name ?? 'Google', issuer: 'https://accounts.google.com' }))

const microsoft = z
  .strictObject({
    ...base,
    kind: z.literal('microsoft'),
    clientSecret: z.string().min(1),
    tenant: z.string().regex(/^[a-zA-Z0-9.-]{1,100}$/),
  })
  .transform(({ tenant, ...given }) => ({
    ...given,
    name: given.name ?? 'Microsoft',
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
  }))

const apple = z
  .strictObject({
    ...base,
    kind: z.literal('apple'),
    teamId: z.string().min(1),
    keyId: z.string().min(1),
    /** PKCS #8 in PEM, as Apple hands it out. */
    privateKey: z.string().includes('PRIVATE KEY'),
  })
  .transform((given) => ({ ...given, name: given.name ?? 'Apple', issuer: 'https://appleid.apple.com' }))

const other = z.strictObject({
  ...base,
  kind: z.literal('other'),
  name: z.string().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }),
  /** Absent: a public client, which PKCE alone protects (RFC 7636). */
  clientSecret: z.string().min(1).optional(),
})

const list = z.array(z.discriminatedUnion('kind', [google, microsoft, apple, other])).max(10)

export type SignInProvider = z.infer<typeof list>[number]

/** The variable as JSON; answers a sentence where it cannot be used. */
export function readProviders(text: string): SignInProvider[] | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  const read = list.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    return `does not describe a list of providers: ${issue?.path.join('.')} ${issue?.message.toLowerCase()}`
  }
  const ids = read.data.map(({ id }) => id)
  return new Set(ids).size === ids.length ? read.data : 'names one id twice'
}

/** Where traffic to an issuer could be read by others: http, but for a loopback during development. */
export function isOpen({ issuer }: Pick<SignInProvider, 'issuer'>, isPublic: boolean): boolean {
  const { protocol, hostname } = new URL(issuer)
  return protocol !== 'https:' && (isPublic || !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
