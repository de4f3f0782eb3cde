import { Navigate } from '@tanstack/react-router'
import { hrefOf, settingsOf, useFeatures } from '../../../kit/screen/feature.ts'
import { NoAccess } from '../../../kit/screen/Page.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'

export function SettingsIndex() {
  const organization = useOrganization()
  const [first] = settingsOf(useFeatures(), organization)
  return first ? <Navigate to={hrefOf(first.screen.path, organization.slug)} replace /> : <NoAccess />
}
