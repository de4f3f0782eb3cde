import { cookie } from '../features/identity/devices/cookies.ts'
import { newId } from '../kit/db/ids.ts'
import { testMaster } from './cluster.ts'
import { below, createPerson, type Person } from './person.ts'
import type { TestOrganization, World } from './world.ts'

export function calling(
  world: World,
  { slug }: Pick<TestOrganization, 'slug'>,
  headers: Record<string, string>,
  who: Partial<Pick<Person, 'accountId' | 'email'>> = {},
): Person {
  return createPerson(
    (method, path, options = {}) =>
      world.anybody.call(method, below(slug, path), { ...options, headers: { ...headers, ...options.headers } }),
    { ...who, token: '' },
  )
}

export const withKey = (world: World, organization: Pick<TestOrganization, 'slug'>, key: string) =>
  calling(world, organization, { authorization: `Bearer ${key}` })

export interface SessionOptions {
  hasSecondFactor?: boolean
  /** How long ago its person proved who they are. */
  confirmedMinutesAgo?: number
}

/** `Set-Cookie`, as a sign-in sends it. */
export const sessionCookie = ({ application }: World, token: string) =>
  cookie(application.platform.config, testMaster, 'session_token', token)

/** The same person by the cookie of a new session, which is looked up anew with each request. */
export async function byCookie(
  world: World,
  organization: Pick<TestOrganization, 'slug'>,
  person: Pick<Person, 'accountId' | 'email'>,
  { hasSecondFactor = false, confirmedMinutesAgo = 0 }: SessionOptions = {},
): Promise<Person & { sessionId: string }> {
  const { config } = world.application.platform
  const sessionId = newId()
  const token = newId()
  await world.owner.query(
    `insert into auth.session (id, token, user_id, expires_at, updated_at, second_factor_at, authenticated_at)
     values ($1, $2, $3, now() + interval '1 hour', now(), case when $4 then now() end, now() - make_interval(mins => $5))`,
    [sessionId, token, person.accountId, hasSecondFactor, confirmedMinutesAgo],
  )
  const [value] = sessionCookie(world, token).split(';')
  return {
    ...calling(world, organization, { cookie: value ?? '', origin: config.origin }, person),
    sessionId,
  }
}
