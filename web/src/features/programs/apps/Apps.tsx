import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Blocks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { App } from '@polyclinic/contract/programs/apps.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { NewAppDialog } from './NewAppDialog.tsx'
import { AppsList } from './AppsList.tsx'

/** Applications of others (OAuth 2.1 clients) that the organization lets its members connect. */
export function Apps() {
  const { t } = useTranslation('programs')
  const { slug: organization } = useOrganization()
  const { search, set } = useAddress<{ new: string }>()
  const { data } = useSuspenseQuery(
    usePrefetched(q.programs.apps.list.queryOptions({ input: { params: { organization } } })),
  )
  return (
    <Card title={t('apps')} isFlush>
      <AppsList
        apps={data.items}
        action={(app) => <RemoveButton app={app} />}
        empty={
          <EmptyState
            size="small"
            headingLevel={3}
            icon={<Blocks aria-hidden="true" />}
            title={t('noApps')}
            text={t('noAppsText')}
          />
        }
      />
      {search.new === 'app' && <NewAppDialog onClose={() => set({ new: undefined }, { replace: true })} />}
    </Card>
  )
}

function RemoveButton({ app: { id, name } }: { app: App }) {
  const { t } = useTranslation('programs')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const remove = useMutation({
    mutationFn: () => api.programs.apps.remove({ params: { organization, id } }),
    onSuccess: () => toast.good(t('removed', { name })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.programs.apps.key(), q.organizations.access.key()),
  })
  const ask = async () => {
    const isSure = await confirm({
      title: t('removeTitle', { name }),
      text: t('removeText'),
      confirmLabel: t('remove'),
      isDangerous: true,
    })
    if (isSure) remove.mutate()
  }
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={t('removeOf', { name })}
      isPending={remove.isPending}
      onPress={() => void ask()}
    >
      {t('remove')}
    </Button>
  )
}
