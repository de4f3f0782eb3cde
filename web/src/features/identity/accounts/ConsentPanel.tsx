import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { meQuery, useMe } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'

export function ConsentPanel() {
  const { t } = useTranslation('identity')
  const { consentsAsked } = useMe()
  const client = useQueryClient()
  const agree = useMutation({
    mutationFn: (organizationId: string) => api.identity.me.consent({ params: { organizationId } }),
    onSuccess: (me) => {
      client.setQueryData(meQuery().queryKey, me)
      toast.good(t('consent.done'))
    },
    onError: (error) => toast.problem(error),
  })
  return consentsAsked.map(({ organization }) => (
    <Banner
      key={organization.id}
      tone="info"
      title={t('consent.title', { name: organization.name })}
      action={
        <Button
          size="small"
          onPress={() => agree.mutate(organization.id)}
          isPending={agree.isPending && agree.variables === organization.id}
        >
          {t('consent.action')}
        </Button>
      }
    >
      {t('consent.text')}
    </Banner>
  ))
}
