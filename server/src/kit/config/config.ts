import path from 'node:path'
import { z } from 'zod'
import { smallestPoolSize } from '../db/databases.ts'
import { parseMailbox, type Mailbox } from '../mail/address.ts'
import { readDatabaseServers, type DatabaseServer } from './database-servers.ts'
import { knownToEverybody } from './known-secrets.ts'
import { isOpen, readProviders, type SignInProvider } from './sign-in-providers.ts'

/** Every variable the server reads, with its default; `.env.example` says what each means and is compared with this. */
const variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().optional(),
  REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .or(z.literal(''))
    .default(''),
  DATABASE_SERVERS: z.string().default('[]'),
  ROLE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/)
    .optional(),
  MASTER_KEY: z.string().optional(),
  MASTER_KEY_PREVIOUS: z.string().optional(),
  POOL_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  POOL_SIZE: z.coerce.number().int().min(smallestPoolSize).max(1000).default(24),
  LIVE: z.enum(['listen', 'poll']).default('listen'),
  PUBLIC_ORIGIN: z.url().optional(),
  CORS_ORIGINS: z.string().default(''),
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  DEMO: z.enum(['on', 'off']).default('on'),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z
    .string()
    .refine((value) => parseMailbox(value) !== undefined, { error: 'is not an address: “Name <name@domain>”' })
    .optional(),
  MESSAGE_DELAY_SECONDS: z.coerce.number().int().min(0).max(86_400).default(180),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
  SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  BREACHED_PASSWORDS_URL: z.url().optional(),
  SIGN_IN_PROVIDERS: z.string().default('[]'),
  FILES_URL: z.url({ protocol: /^s3$/ }).optional(),
  CLAMD_URL: z.url({ protocol: /^(tcp|unix)$/ }).optional(),
  DNS_SERVERS: z.string().default(''),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Variables = z.infer<typeof variables>

export interface Config extends Variables {
  dataDir: string
  /** What a browser's address line shows; cookies, mailed links and calendar entries are built from it alone. */
  origin: string
  isPublic: boolean
  corsOrigins: string[]
  /** Who sends all mails: the one address that answers reach and that calendar entries name. */
  mailFrom: Mailbox
  /** Seconds that a message about a change made by staff waits, so that undoing it costs nothing. */
  messageDelaySeconds: number
  signInProviders: SignInProvider[]
  /** Where databases of single organizations can be made, beside the server of DATABASE_URL. */
  databaseServers: DatabaseServer[]
  /** Empty: those of the machine. */
  dnsServers: string[]
}

export const variableNames = Object.keys(variables.shape)

/** Reads the environment; throws an Error whose message names the variable. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(variableNames.filter((name) => env[name]).map((name) => [name, env[name]]))
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`${issue?.path.join('.')} ${issue?.message.toLowerCase() ?? 'is not valid'}`)
  }
  const values = parsed.data
  const known = values.PUBLIC_ORIGIN && knownToEverybody(env)
  if (known) throw new Error(known)
  if (Boolean(values.STRIPE_SECRET_KEY) !== Boolean(values.STRIPE_WEBHOOK_SECRET))
    throw new Error('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are needed together')
  const origin = values.PUBLIC_ORIGIN ? new URL(values.PUBLIC_ORIGIN).origin : `http://localhost:${values.PORT}`
  return {
    ...values,
    dataDir: path.resolve(values.DATA_DIR),
    origin,
    mailFrom: parseMailbox(values.MAIL_FROM ?? '') ?? {
      name: 'Polyclinic',
      address: `no-reply@${new URL(origin).hostname}`,
    },
    isPublic: values.PUBLIC_ORIGIN !== undefined,
    corsOrigins: listed(values.CORS_ORIGINS),
    dnsServers: listed(values.DNS_SERVERS),
    messageDelaySeconds: values.MESSAGE_DELAY_SECONDS,
    signInProviders: providersOf(values),
    databaseServers: databaseServersOf(values),
  }
}

const listed = (value: string): string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function databaseServersOf({ DATABASE_SERVERS }: Variables): DatabaseServer[] {
  const servers = readDatabaseServers(DATABASE_SERVERS)
  if (typeof servers === 'string') throw new Error(`DATABASE_SERVERS ${servers}`)
  return servers
}

function providersOf({ SIGN_IN_PROVIDERS, PUBLIC_ORIGIN }: Variables): SignInProvider[] {
  const providers = readProviders(SIGN_IN_PROVIDERS)
  if (typeof providers === 'string') throw new Error(`SIGN_IN_PROVIDERS ${providers}`)
  const open = providers.find((provider) => isOpen(provider, PUBLIC_ORIGIN !== undefined))
  if (open) throw new Error(`SIGN_IN_PROVIDERS: the issuer of ${open.id} needs https`)
  return providers
}
