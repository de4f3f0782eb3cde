import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Globe } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Factors } from '@polyclinic/contract/factors/factors.ts'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { factorsQuery, useFactorChange } from '../factors/queries.ts'
import { waysQuery } from '../sign-in/queries.ts'

export function ProvidersPanel() {
  const { t } = useTranslation('factors')
  const { providers: connected } = useSuspenseQuery(usePrefetched(factorsQuery())).data
  const { data: ways } = useQuery(waysQuery())
  const free = (ways?.providers ?? []).filter(({ name }) => !connected.some((one) => one.name === name))
  const connect = useMutation({
    mutationFn: (provider: string) => api.factors.providers.link({ body: { provider } }),
    onSuccess: ({ url }) => location.assign(url),
    onError: (error) => {
      if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
    },
  })
  if (connected.length + free.length === 0) return null
  return (
    <Section title={t('provider.title')} description={t('provider.text')}>
      <Rows>
        {connected.map((provider) => (
          <Connected key={provider.id} provider={provider} />
        ))}
        {free.map(({ id, name }) => (
          <Row key={id} icon={<Globe aria-hidden="true" />} title={name} text={t('provider.none')}>
            <Button
              size="small"
              onPress={() => connect.mutate(id)}
              isPending={(connect.isPending || connect.isSuccess) && connect.variables === id}
              aria-label={t('provider.connectTo', { name })}
            >
              {t('provider.connect')}
            </Button>
          </Row>
        ))}
      </Rows>
    </Section>
  )
}

function Connected({ provider: { id, name, email, since } }: { provider: Factors['providers'][number] }) {
  const { t } = useTranslation('factors')
  const { date } = useFormat()
  const remove = useFactorChange(
    () => api.factors.providers.unlink({ params: { id } }),
    t('provider.removed', { name }),
  )
  const ask = async () => {
    const isSure = await confirm({
      title: t('provider.removeTitle', { name }),
      text: t('provider.removeText', { name }),
      confirmLabel: t('provider.remove'),
      isDangerous: true,
    })
    if (isSure) remove.mutate()
  }
  const from = t('factor.since', { date: date(since, Temporal.Now.timeZoneId()) })
  return (
    <Row
      icon={<Globe aria-hidden="true" />}
      title={name}
      text={
        <>
          {email && (
            <>
              <bdi>{email}</bdi>
              {' · '}
            </>
          )}
          {from}
        </>
      }
    >
      <Button
        size="small"

        onPress={() => void ask()}
        isPending={remove.isPending}
        aria-label={t('provider.removeFrom', { name })}
      >
        {t('provider.remove')}
      </Button>
    </Row>
  )
}
