import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { meQuery } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Facts } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { paths } from '../../../paths.ts'

/** What a mailed link offers: to run the installation, with the account of that address. */
export function OperatorInvitationPanel() {
  const { t } = useTranslation('platform')
  const text = useProblemText()
  const { date } = useFormat()
  const { token = '' } = useParams({ strict: false })
  const offer = useQuery(
    q.platform.platformOperators.preview.queryOptions({ input: { params: { token } }, retry: false }),
  )
  const me = useQuery({ ...meQuery(), retry: false })
  if (offer.isPending || me.isPending)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton lines={4} />
      </SkeletonRegion>
    )
  if (offer.isError)
    return (
      <EmptyState
        size="small"
        icon={<MailX aria-hidden="true" />}
        title={t('invitation.ended')}
        text={text(offer.error)}
      />
    )
  const { email, role, expiresAt } = offer.data
  return (
    <div className="flex flex-col gap-6">
      <p>{t(`roleText.${role}`)}</p>
      <Facts
        items={[
          { label: t('field.role'), value: t(`role.${role}`) },
          { label: t('field.email'), value: <span dir="ltr">{email}</span> },
          { label: t('field.validUntil'), value: date(expiresAt, Temporal.Now.timeZoneId()) },
        ]}
      />
      <Answer email={email} own={me.data?.account.email} />
    </div>
  )
}

/** To accept with the account of that address; whoever has another one, or none, is shown the way. */
function Answer({ email, own }: { email: string; own: string | undefined }) {
  const { t } = useTranslation('platform')
  const text = useProblemText()
  const { token = '' } = useParams({ strict: false })
  const client = useQueryClient()
  const go = useGo()
  const accept = useMutation({
    mutationFn: () => api.platform.platformOperators.accept({ params: { token } }),
    onSuccess: async () => {
      await client.fetchQuery({ ...meQuery(), staleTime: 0 })
      go(paths.platform.organizations(), { replace: true })
    },
  })
  const next = paths.platform.invitation(token)
  return (
    <>
      {accept.isError && (
        <Banner tone="bad" isAnnounced>
          {text(accept.error)}
        </Banner>
      )}
      {own !== undefined && own !== email && (
        <Banner tone="warn">{t('invitation.other', { email: own, invited: email })}</Banner>
      )}
      {own === email && (
        <Button variant="primary" onPress={() => accept.mutate()} isPending={accept.isPending}>
          {t('invitation.accept')}
        </Button>
      )}
      {own === undefined && (
        <div className="flex flex-col gap-2">
          <ButtonLink variant="primary" href={paths.signUp({ next, email })}>
            {t('invitation.signUp')}
          </ButtonLink>
          <ButtonLink href={paths.signIn({ next, email })}>{t('invitation.signIn')}</ButtonLink>
        </div>
      )}
    </>
  )
}
