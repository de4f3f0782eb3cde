import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'

type Props = Pick<PlatformOrganizationDetails, 'id' | 'setup'> & { mayChange: boolean }

/** An organization whose own database is being made: since when, where, and what is in the way. */
export function SetupSection({ id, setup, mayChange }: Props) {
  const { t } = useTranslation('platform')
  const { dateTime } = useFormat()
  if (!setup) return null
  const { server, region, askedAt, failed } = setup
  const at = (instant: string) => dateTime(instant, Temporal.Now.timeZoneId())
  const where = region ? t('database.in', { what: server, region }) : server
  return (
    <Section title={t('setup.title')} headingLevel={3} actions={failed && mayChange && <TryAgain id={id} />}>
      {failed ? (
        <Banner tone="bad" title={t('setup.failed', { at: at(failed.at) })}>
          {t(`setup.why.${failed.why}`, { server })}
        </Banner>
      ) : (
        <p>{t('setup.underWay', { where, at: at(askedAt) })}</p>
      )}
      <p className="text-13 text-muted">{t('setup.text')}</p>
    </Section>
  )
}

function TryAgain({ id }: { id: string }) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const refresh = useRefresh()
  const again = useMutation({
    mutationFn: () => once(api.platform.platformOrganizations.setUpAgain, { params: { id } }),
    onSuccess: () => toast.good(t('setup.begun')),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.platform.platformOrganizations.key(), q.platform.platformLog.key()),
  })
  return (
    <Button size="small" isPending={again.isPending} onPress={() => again.mutate()}>
      {t('setup.again')}
    </Button>
  )
}
