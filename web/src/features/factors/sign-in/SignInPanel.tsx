import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AppLink, useAddress } from '../../../kit/screen/navigation.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { useOtherTabs } from '../../identity/public.ts'
import { OtherWays } from './OtherWays.tsx'
import { SeatList } from './SeatList.tsx'
import { UnlockForm } from '../pins/UnlockForm.tsx'
import { ProviderOutcome } from '../providers/ProviderOutcome.tsx'
import { waysQuery } from './queries.ts'
import { SignInForm } from './SignInForm.tsx'
import { useEnter } from './use-enter.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'

type Search = { next: string; email: string; seat: string; problem: string }

/** Which of its three faces the page shows: who is it, their PIN, or the whole way in. */
export function useSignIn() {
  const { search } = useAddress<Search>()
  const { data: ways } = useQuery(usePrefetched(waysQuery()))
  const seats = ways?.seats ?? []
  const isOther = search.seat === 'other' || Boolean(search.email ?? search.problem)
  const seat = isOther ? undefined : seats.length === 1 ? seats[0] : seats.find(({ id }) => id === search.seat)
  const face = isOther || seats.length === 0 ? 'form' : seat ? 'unlock' : 'seats'
  return { face, seat, seats, providers: ways?.providers ?? [], search } as const
}

export function SignInPanel() {
  const { face, seat, seats, providers } = useSignIn()
  const enter = useEnter()
  // Somebody came in in another tab: this one goes on with them.
  useOtherTabs((news) => news === 'entered' && enter())
  if (face === 'seats') return <SeatList seats={seats} />
  if (seat) return <UnlockForm key={seat.id} seat={seat} isOnly={seats.length === 1} />
  return (
    <>
      <ProviderOutcome className="mb-4" />
      <SignInForm />
      <OtherWays providers={providers} />
      {seats.length > 0 && <BackToSeats />}
    </>
  )
}

function BackToSeats() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<Search>()
  return (
    <p className="mt-6 text-center">
      <AppLink href={paths.signIn({ next: search.next })} className={linkClass}>
        {t('seats.back')}
      </AppLink>
    </p>
  )
}
