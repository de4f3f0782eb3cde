import type { ConsentAsked } from '@polyclinic/contract/programs/connected-apps.ts'
import { isRight, originOf, scopesOf } from '../authorization-server/rules.ts'
import type { QuestionRow } from './queries.ts'

/** Granted with the answer itself: that somebody is known, and that the application may go on. */
const implied = new Set(['openid', 'offline_access'])
const known = (scope: string) => isRight(scope) || implied.has(scope) || scope === 'profile' || scope === 'email'

export function askedOf(question: QuestionRow, permissions: ReadonlySet<string>): ConsentAsked {
  const scopes = scopesOf(question.params.scope)
  return {
    app: { name: question.client_name, origin: originOf(question.params.redirect_uri) },
    organization: { slug: question.slug, name: question.organization_name },
    scopes: scopes
      .filter((scope) => known(scope) && !implied.has(scope))
      .map((key) => ({ key, isHeld: !isRight(key) || permissions.has(key) })),
    isLasting: scopes.includes('offline_access'),
  }
}

export function decided(
  question: QuestionRow,
  permissions: ReadonlySet<string>,
  ticked: readonly string[] | undefined,
) {
  const asked = scopesOf(question.params.scope).filter(known)
  const isAllowed = (scope: string) =>
    implied.has(scope) || ((ticked?.includes(scope) ?? true) && (!isRight(scope) || permissions.has(scope)))
  return { allowed: asked.filter(isAllowed), refused: asked.filter((scope) => !isAllowed(scope)) }
}
