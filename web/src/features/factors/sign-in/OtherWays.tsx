import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WaysIn } from '@polyclinic/contract/factors/sign-in.ts'
import { api } from '../../../kit/api/api.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { authProblemText, safeNext } from '../../identity/public.ts'
import { hasPasskeys, showPasskey } from '../passkeys/passkeys.ts'
import { useEnter } from './use-enter.ts'
import { PasskeyButton } from '../passkeys/PasskeyButton.tsx'

export function OtherWays({ providers }: Pick<WaysIn, 'providers'>) {
  const { t } = useTranslation('factors')
  const enter = useEnter()
  if (!hasPasskeys() && providers.length === 0) return null
  const show = async () =>
    api.factors.signIn.withPasskey({ body: await showPasskey(() => api.factors.signIn.passkeyOptions({})) })
  return (
    <div className="mt-6 flex flex-col gap-2">
      <p className="mb-2 flex items-center gap-3 text-13 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('signIn.or')}
      </p>
      <PasskeyButton label={t('signIn.withPasskey')} show={show} onDone={enter} />
      <ProviderButtons providers={providers} />
    </div>
  )
}

function ProviderButtons({ providers }: Pick<WaysIn, 'providers'>) {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string }>()
  const leave = useMutation({
    mutationFn: (provider: string) =>
      api.factors.signIn.withProvider({ body: { provider, next: safeNext(search.next) } }),
    onSuccess: ({ url }) => location.assign(url),
  })
  return (
    <>
      {leave.isError && (
        <Banner tone="bad" isAnnounced>
          {authProblemText(leave.error)}
        </Banner>
      )}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          onPress={() => leave.mutate(id)}
          // The page goes away: until then the button works.
          isPending={(leave.isPending || leave.isSuccess) && leave.variables === id}
        >
          {t('signIn.withProvider', { name })}
        </Button>
      ))}
    </>
  )
}
