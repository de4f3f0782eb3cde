import { Outlet } from '@tanstack/react-router'
import { CountryAtHand } from '../../../kit/texts/CountryAtHand.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { SecondFactorPage } from './SecondFactorPage.tsx'

/** Between an organization's address and everything below it: the second factor, where its rule asks for one. */
export function OrganizationGate() {
  const { membership } = useOrganization()
  if (membership.needsSecondFactor) return <SecondFactorPage />
  return (
    <CountryAtHand>
      <Outlet />
    </CountryAtHand>
  )
}
