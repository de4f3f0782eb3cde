import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Blocks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { appsQuery } from './queries.ts'

export function ConnectedAppsPanel() {
  const { t } = useTranslation('programs')
  const { date } = useFormat()
  const { items } = useSuspenseQuery(usePrefetched(appsQuery())).data
  const client = useQueryClient()
  const disconnect = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => api.programs.connectedApps.disconnect({ params: { id } }),
    onSuccess: async (_answer, { name }) => {
      await client.invalidateQueries({ queryKey: appsQuery().queryKey })
      toast.good(t('connected.disconnected', { name }))
    },
    onError: (error) => toast.problem(error),
  })
  const ask = async (app: { id: string; name: string }) => {
    const isSure = await confirm({
      title: t('connected.disconnectTitle', { name: app.name }),
      text: t('connected.disconnectText'),
      confirmLabel: t('connected.disconnect'),
      isDangerous: true,
    })
    if (isSure) disconnect.mutate(app)
  }
  const scopeName = (scope: string) =>
    t(`kit:permission.${scope}`, { defaultValue: t(`connected.scope.${scope}`, { defaultValue: scope }) })
  return (
    <Section title={t('connected.title')} description={t('connected.text')}>
      {items.length === 0 ? (
        <EmptyState
          size="small"
          headingLevel={3}
          icon={<Blocks aria-hidden="true" />}
          title={t('connected.noneTitle')}
          text={t('connected.none')}
        />
      ) : (
        <Rows>
          {items.map(({ id, name, organization, scopes, since }) => (
            <Row
              key={id}
              icon={<Blocks aria-hidden="true" />}
              title={name}
              text={
                <>
                  <bdi>{organization.name}</bdi>
                  {' · '}
                  {t('factors:factor.since', { date: date(since, Temporal.Now.timeZoneId()) })}
                  {scopes.length > 0 && <span className="mt-1 block">{factLine(scopes.map(scopeName))}</span>}
                </>
              }
            >
              <Button
                size="small"

                onPress={() => void ask({ id, name })}
                isPending={disconnect.isPending && disconnect.variables.id === id}
                aria-label={t('connected.disconnectFrom', { name })}
              >
                {t('connected.disconnect')}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}
