import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@polyclinic/contract/programs/api-keys.ts'
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
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { KeysList } from './KeysList.tsx'

export function ApiKeys() {
  const { t } = useTranslation('programs')
  const { slug: organization } = useOrganization()
  const { search, set } = useAddress<{ new: string }>()
  const { data } = useSuspenseQuery(
    usePrefetched(q.programs.apiKeys.list.queryOptions({ input: { params: { organization } } })),
  )
  return (
    <Card title={t('keys')} isFlush>
      <KeysList
        keys={data.items}
        action={(key) => key.state !== 'revoked' && key.state !== 'expired' && <RevokeButton apiKey={key} />}
        empty={
          <EmptyState
            size="small"
            headingLevel={3}
            icon={<KeyRound aria-hidden="true" />}
            title={t('noKeys')}
            text={t('noKeysText')}
          />
        }
      />
      {search.new === 'key' && <NewKeyDialog onClose={() => set({ new: undefined }, { replace: true })} />}
    </Card>
  )
}

function RevokeButton({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation('programs')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const { id, name } = apiKey
  const revoke = useMutation({
    mutationFn: () => api.programs.apiKeys.revoke({ params: { organization, id } }),
    onSuccess: () => toast.good(t('revoked', { name })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.programs.apiKeys.key(), q.organizations.access.key()),
  })
  const ask = async () => {
    const isSure = await confirm({
      title: t('revokeTitle', { name }),
      text: t('revokeText'),
      confirmLabel: t('revoke'),
      isDangerous: true,
    })
    if (isSure) revoke.mutate()
  }
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={t('revokeOf', { name })}
      isPending={revoke.isPending}
      onPress={() => void ask()}
    >
      {t('revoke')}
    </Button>
  )
}
