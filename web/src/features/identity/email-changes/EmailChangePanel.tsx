import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { authProblemText } from '../accounts/auth.ts'

/** Where the link in the mail to a new address leads. A press confirms it, since mail servers open links, too. */
export function EmailChangePanel() {
  const { t } = useTranslation('identity')
  const { token = '' } = useParams({ strict: false })
  const client = useQueryClient()
  const confirm = useMutation({
    mutationFn: () => api.identity.account.confirmEmail({ params: { token } }),
    onSuccess: () => client.clear(),
  })
  if (confirm.data) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <p>{t('email.done', { email: confirm.data.email })}</p>
        <ButtonLink variant="primary" href={paths.home()}>
          {t('email.goOn')}
        </ButtonLink>
      </div>
    )
  }
  const isEnded = confirm.isError && ['link-ended', 'invalid-input'].includes(problemOf(confirm.error).code)
  if (isEnded) {
    return (
      <EmptyState
        size="small"
        icon={<MailX aria-hidden="true" />}
        title={t('email.endedTitle')}
        text={t('email.ended')}
        action={<ButtonLink href={paths.account.profile()}>{t('menu.account')}</ButtonLink>}
      />
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {confirm.isError && (
        <Banner tone="bad" isAnnounced>
          {authProblemText(confirm.error)}
        </Banner>
      )}
      <p>{t('email.confirmText')}</p>
      <Button variant="primary" onPress={() => confirm.mutate()} isPending={confirm.isPending}>
        {t('email.confirm')}
      </Button>
    </div>
  )
}
