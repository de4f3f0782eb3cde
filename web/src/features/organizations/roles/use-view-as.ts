import { startPreview } from '../../../kit/session/preview.ts'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { useRoles } from './queries.ts'

/** Shows the organization as a role sees it; undefined where the reader may not, or does already. */
export function useViewAs(): ((roleKey: string) => void) | undefined {
  const { account } = useMe()
  const { slug, can, preview } = useOrganization()
  const roles = useRoles()
  if (!can('roles.manage') || preview) return undefined
  return (roleKey) => {
    const role = roles.find(({ key }) => key === roleKey)
    if (!role) return
    const { key, name, permissions } = role
    startPreview({ accountId: account.id, organization: slug, role: { key, name }, permissions })
    // A page anew: nothing that was fetched with other rights stays in sight.
    location.assign(paths.today(slug))
  }
}
