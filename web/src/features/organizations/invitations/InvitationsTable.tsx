import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '@polyclinic/contract/organizations/invitations.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { useInvitations } from './queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'

const tones = { open: 'info', accepted: 'good', withdrawn: 'neutral', expired: 'warn' } as const

export function InvitationsTable() {
  const { t } = useTranslation('organizations')
  const { slug: organization, timeZone } = useOrganization()
  const { date } = useFormat()
  const roleName = useRoleName()
  const client = useQueryClient()
  const invitations = useInvitations()
  const withdraw = useMutation({
    mutationFn: (id: string) => api.organizations.invitations.withdraw({ params: { organization, id } }),
    onSuccess: ({ email }) => toast.good(t('invite.withdrawn', { email })),
    onError: (error) => toast.problem(error),
    onSettled: () => client.invalidateQueries({ queryKey: q.organizations.invitations.key() }),
  })

  const isPhone = useIsPhone()
  const columns: TableColumn<Invitation>[] = [
    {
      id: 'email',
      label: t('field.email'),
      minWidth: isPhone ? 0 : 200,
      render: ({ email }) => (
        <span dir="ltr" className="break-all">
          {email}
        </span>
      ),
    },
    { id: 'role', label: t('field.role'), minWidth: 140, render: ({ role }) => roleName(role) },
    {
      id: 'state',
      label: t('field.state'),
      minWidth: isPhone ? 0 : 120,
      render: ({ state }) => <Badge tone={tones[state]}>{t(`invite.state.${state}`)}</Badge>,
    },
    { id: 'until', label: t('field.validUntil'), minWidth: 120, render: ({ expiresAt }) => date(expiresAt, timeZone) },
    {
      id: 'actions',
      label: t('field.actions'),
      isLabelHidden: true,
      align: 'end',
      render: ({ id, state, email }) =>
        state === 'open' && (
          <Button
            size="small"
            variant="quiet"
            aria-label={t('invite.withdrawOf', { email })}
            onPress={() => withdraw.mutate(id)}
            isPending={withdraw.isPending && withdraw.variables === id}
          >
            {t('invite.withdraw')}
          </Button>
        ),
    },
  ]
  return (
    <Table
      label={t('invite.list')}
      columns={isPhone ? columns.filter(({ id }) => !['role', 'until'].includes(id)) : columns}
      items={invitations}
      empty={
        <EmptyState
          size="small"
          headingLevel={3}
          icon={<Mail aria-hidden="true" />}
          title={t('invite.none')}
          text={t('invite.noneText')}
        />
      }
    />
  )
}
