import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useProblemText } from '../../../kit/api/problem.ts'
import { meQuery } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { paths } from '../../../paths.ts'
import { useRoleName } from '../roles/use-role-name.ts'

export function InvitationPanel() {
  const { t } = useTranslation('organizations')
  const roleName = useRoleName()
  const { date } = useFormat()
  const text = useProblemText()
  const { token = '' } = useParams({ strict: false })
  const client = useQueryClient()
  const go = useGo()
  const preview = useQuery(
    q.organizations.invitations.preview.queryOptions({ input: { params: { token } }, retry: false }),
  )
  const me = useQuery({ ...meQuery(), retry: false })
  const accept = useMutation({
    mutationFn: () => api.organizations.invitations.accept({ params: { token } }),
    onSuccess: async ({ organization }) => {
      await client.fetchQuery({ ...meQuery(), staleTime: 0 })
      toast.good(t('invitation.joined', { name: organization.name }))
      go(paths.today(organization.slug), { replace: true })
    },
  })

  if (preview.isPending || me.isPending) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton lines={4} />
      </SkeletonRegion>
    )
  }
  if (preview.isError) {
    return (
      <EmptyState
        size="small"
        icon={<MailX aria-hidden="true" />}
        title={t('invitation.ended')}
        text={text(preview.error)}
      />
    )
  }
  const { organization, role, email, expiresAt } = preview.data
  const next = paths.invitation(token)
  const isOther = me.data && me.data.account.email !== email
  return (
    <div className="flex flex-col gap-6">
      <Facts
        items={[
          { label: t('field.organization'), value: organization.name },
          { label: t('field.role'), value: roleName(role) },
          { label: t('field.email'), value: <span dir="ltr">{email}</span> },
          { label: t('field.validUntil'), value: date(expiresAt, Temporal.Now.timeZoneId()) },
        ]}
      />
      {accept.isError && (
        <Banner tone="bad" isAnnounced>
          {text(accept.error)}
        </Banner>
      )}
      {isOther && (
        <Banner tone="warn">{t('invitation.other', { email: me.data.account.email, invited: email })}</Banner>
      )}
      {me.data && !isOther && (
        <Button variant="primary" onPress={() => accept.mutate()} isPending={accept.isPending}>
          {t('invitation.join', { name: organization.name })}
        </Button>
      )}
      {!me.data && (
        <div className="flex flex-col gap-2">
          <ButtonLink variant="primary" href={paths.signUp({ next, email })}>
            {t('invitation.signUp')}
          </ButtonLink>
          <ButtonLink href={paths.signIn({ next, email })}>{t('invitation.signIn')}</ButtonLink>
        </div>
      )}
    </div>
  )
}
