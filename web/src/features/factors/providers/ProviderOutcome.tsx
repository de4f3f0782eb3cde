import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { waysQuery } from '../sign-in/queries.ts'

/** Why a provider sent somebody back without what they went for; the server says so in the address. */
const problems = ['provider-cancelled', 'provider-failed', 'address-in-use', 'identity-taken'] as const

export function ProviderOutcome({ className }: { className?: string }) {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ linked: string; problem: string }>()
  const { data: ways } = useQuery(waysQuery())
  const linked = ways?.providers.find(({ id }) => id === search.linked)
  if (linked) {
    return (
      <Banner tone="good" className={className}>
        {t('provider.linked', { name: linked.name })}
      </Banner>
    )
  }
  const problem = problems.find((one) => one === search.problem)
  if (!problem) return null
  return (
    <Banner tone={problem === 'provider-cancelled' ? 'info' : 'warn'} className={className}>
      {t(`signIn.problem.${problem}`)}
    </Banner>
  )
}
