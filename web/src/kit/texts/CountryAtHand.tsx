import { useLayoutEffect, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { CountryContext, currentLanguage, localeOf, setCountryAtHand } from './i18n.ts'
import { useClinic, useOrganization } from '../session/session.tsx'

/** Below it dates, times, numbers and weeks are those of the clinic's country, whatever the reader's browser says. */
export function CountryAtHand({ children }: { children: ReactNode }) {
  const { membership } = useOrganization()
  const country = useClinic().clinic?.address?.country ?? membership.organization.country
  // texts below are written while this renders
  setCountryAtHand(country)
  useLayoutEffect(() => {
    setCountryAtHand(country)
    return () => setCountryAtHand(undefined)
  }, [country])
  return (
    <CountryContext value={country}>
      <I18nProvider locale={localeOf(currentLanguage(), country)}>{children}</I18nProvider>
    </CountryContext>
  )
}
