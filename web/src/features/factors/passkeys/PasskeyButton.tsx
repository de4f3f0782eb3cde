import { Fingerprint } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../kit/api/problem.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { authProblemText } from '../../identity/public.ts'
import { hasPasskeys } from './passkeys.ts'

type Props = {
  label: string
  /** The whole ceremony, from asking the browser to telling the server. */
  show: () => Promise<unknown>
  onDone: () => void
  variant?: 'primary' | 'secondary'
  autoFocus?: boolean
}

export function PasskeyButton({ label, show, onDone, variant = 'secondary', autoFocus }: Props) {
  const { t } = useTranslation('factors')
  const shown = useMutation({ mutationFn: show, onSuccess: onDone })
  if (!hasPasskeys()) return null
  const isUnknown = shown.isError && problemOf(shown.error).code === 'not-confirmed'
  return (
    <>
      {shown.isError && (
        <Banner tone="bad" isAnnounced>
          {isUnknown ? t('identity:problem.passkeyUnknown') : authProblemText(shown.error)}
        </Banner>
      )}
      <Button
        variant={variant}
        icon={<Fingerprint aria-hidden="true" className="size-4" />}
        onPress={() => shown.mutate()}
        isPending={shown.isPending}
        autoFocus={autoFocus}
      >
        {label}
      </Button>
    </>
  )
}
