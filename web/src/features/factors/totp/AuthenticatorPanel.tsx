import { lazy, Suspense, useState } from 'react'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { LifeBuoy, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { factorsQuery, useFactorChange, useRefreshFactors } from '../factors/queries.ts'
import { RecoveryCodesDialog } from './RecoveryCodes.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'

const AuthenticatorDialog = lazy(() =>
  import('./AuthenticatorDialog.tsx').then((file) => ({ default: file.AuthenticatorDialog })),
)

const fewCodes = 3

export function AuthenticatorPanel() {
  const { t } = useTranslation('factors')
  const { date } = useFormat()
  const refresh = useRefreshFactors()
  const { totp, recoveryCodesLeft } = useSuspenseQuery(usePrefetched(factorsQuery())).data
  const [codes, setCodes] = useState<string[]>()
  const showCodes = async (fresh: string[]) => {
    setCodes(fresh)
    await refresh()
  }
  const onError = (error: unknown) => {
    if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
  }
  const begin = useMutation({ mutationFn: () => api.factors.totp.begin({}), onError })
  const renew = useMutation({
    mutationFn: () => api.factors.totp.renewRecoveryCodes({}),
    onSuccess: (answer) => showCodes(answer.codes),
    onError,
  })
  return (
    <Section title={t('totp.title')} description={t('totp.text')}>
      <Rows>
        <Row
          icon={<Smartphone aria-hidden="true" />}
          title={t('totp.app')}
          badges={totp && <Badge tone="good">{t('factor.on')}</Badge>}
          text={totp ? t('factor.since', { date: date(totp.since, Temporal.Now.timeZoneId()) }) : t('totp.none')}
        >
          {totp ? (
            <RemoveApp />
          ) : (
            <Button size="small" onPress={() => begin.mutate()} isPending={begin.isPending}>
              {t('totp.setUp')}
            </Button>
          )}
        </Row>
        {totp && (
          <Row
            icon={<LifeBuoy aria-hidden="true" />}
            title={t('recovery.title')}
            badges={recoveryCodesLeft < fewCodes && <Badge tone="warn">{t('recovery.few')}</Badge>}
            text={t('recovery.left', { count: recoveryCodesLeft })}
          >
            <Button size="small" onPress={() => renew.mutate()} isPending={renew.isPending}>
              {t('recovery.renew')}
            </Button>
          </Row>
        )}
      </Rows>
      {begin.data && (
        <Suspense>
          <AuthenticatorDialog
            {...begin.data}
            onClose={begin.reset}
            onDone={(fresh) => {
              begin.reset()
              void showCodes(fresh)
            }}
          />
        </Suspense>
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Section>
  )
}

function RemoveApp() {
  const { t } = useTranslation('factors')
  const remove = useFactorChange(() => api.factors.totp.remove({}), t('totp.removed'))
  const ask = async () => {
    const isSure = await confirm({
      title: t('totp.removeTitle'),
      text: t('totp.removeText'),
      confirmLabel: t('kit:action.remove'),
      isDangerous: true,
    })
    if (isSure) remove.mutate()
  }
  return (
    <Button size="small" onPress={() => void ask()} isPending={remove.isPending}>
      {t('kit:action.remove')}
    </Button>
  )
}
