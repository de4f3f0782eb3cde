import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { triedParts } from '@polyclinic/contract/platform/setting-parts.ts'
import type { PlatformSetting } from '@polyclinic/contract/platform/settings.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { useOperator } from '../operators/use-operator.ts'

/** What is configured from outside, and whether it works: never a secret. */
export function SettingsCard() {
  const { t } = useTranslation('platform')
  const { data } = useSuspenseQuery(usePrefetched(q.platform.platformSettings.list.queryOptions({ input: {} })))
  return (
    <Card title={t('settings.title')} isFlush>
      <ul aria-label={t('settings.title')} className="divide-y divide-line">
        {data.items.map((one) => (
          <Setting key={one.part} {...one} />
        ))}
      </ul>
    </Card>
  )
}

function Setting({ part, isConfigured, what, canTry }: PlatformSetting) {
  const { t } = useTranslation('platform')
  const { mayChange } = useOperator()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <div className="font-semibold">{t(`settings.part.${part}`)}</div>
        <div className="text-13 text-muted">
          {isConfigured ? <bdi dir="ltr">{what}</bdi> : t(`settings.without.${part}`)}
        </div>
      </div>
      {canTry && mayChange && <TryButton part={part} />}
    </li>
  )
}

function TryButton({ part }: { part: PlatformSetting['part'] }) {
  const { t } = useTranslation('platform')
  const attempt = useMutation({
    mutationFn: async () => {
      const tried = triedParts.find((one) => one === part)
      if (!tried) throw new Error(`${part} cannot be tried`)
      return api.platform.platformSettings.try({ params: { part: tried }, body: { language: currentLanguage() } })
    },
    onError: (error) => toast.problem(error),
  })
  const { data } = attempt
  return (
    <div className="flex items-center gap-3">
      <output>
        {data && (
          <Badge tone={data.works ? 'good' : 'bad'}>
            {t(data.works ? `settings.works.${part === 'mail' ? 'mail' : 'other'}` : 'settings.fails')}
          </Badge>
        )}
      </output>
      <Button
        size="small"
        aria-label={t('settings.tryOf', { part: t(`settings.part.${part}`) })}
        isPending={attempt.isPending}
        onPress={() => attempt.mutate()}
      >
        {t('settings.try')}
      </Button>
    </div>
  )
}
