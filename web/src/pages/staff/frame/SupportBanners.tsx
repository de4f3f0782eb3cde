import { SupportBanner, SupporterBanner } from '../../../features/support/public.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** Support is here, or asks to be: said to whoever is it, and to whoever answers. */
export function SupportBanners() {
  const { membership } = useOrganization()
  return membership.support ? (
    <SupporterBanner organization={membership.organization} support={membership.support} />
  ) : (
    <SupportBanner />
  )
}
