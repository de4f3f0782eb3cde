import { Navigate } from '@tanstack/react-router'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { NoAccess } from '../Page.tsx'
import { settingsOf } from '../frame/nav.ts'

/** Settings open at the first that the role may see. */
export function SettingsIndex() {
  const organization = useOrganization()
  const [first] = settingsOf(organization)
  return first ? <Navigate to={paths.settings[first](organization.slug)} replace /> : <NoAccess />
}
