import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { meQuery } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Skeleton } from '../../../ui/signs/Skeleton.tsx'
import { paths } from '../../../paths.ts'
import { MailboxHint, auth, authProblemText, safeNext } from '../../identity/public.ts'
import { afterVerification } from './verification.ts'

type Search = { email: string; done: string; next: string; error: string }

export function useVerification() {
  const { search } = useAddress<Search>()
  const face = search.error ? 'expired' : search.done ? 'done' : 'waiting'
  return { face, email: search.email, next: safeNext(search.next) } as const
}

export function VerifyPanel() {
  const { t } = useTranslation('factors')
  const { face, email, next } = useVerification()
  if (face === 'done') return <Confirmed next={next} />
  return (
    <div className="flex flex-col gap-4">
      <p>
        {face === 'expired' ? t('verify.expiredText') : email ? t('verify.text', { email }) : t('verify.textAnybody')}
      </p>
      <MailboxHint />
      {email && <SendAgain email={email} next={next} />}
    </div>
  )
}

function Confirmed({ next }: { next: string }) {
  const { t } = useTranslation('factors')
  const { data: me, isPending } = useQuery({ ...meQuery(), retry: false })
  if (isPending) return <Skeleton lines={2} />
  return (
    <div className="flex flex-col gap-4">
      <p>{t(me ? 'verify.doneSignedIn' : 'verify.doneSignedOut')}</p>
      <ButtonLink variant="primary" href={me ? next : paths.signIn(next === '/' ? {} : { next })}>
        {t(me ? 'verify.goOn' : 'signIn.action')}
      </ButtonLink>
    </div>
  )
}

function SendAgain({ email, next }: { email: string; next: string }) {
  const { t } = useTranslation('factors')
  const resend = useMutation({
    mutationFn: () => auth.sendVerification(email, afterVerification(next)),
    onSuccess: () => toast.good(t('verify.sentAgain')),
    onError: (error) => toast.bad(authProblemText(error)),
  })
  return (
    <Button onPress={() => resend.mutate()} isPending={resend.isPending}>
      {t('verify.again')}
    </Button>
  )
}
