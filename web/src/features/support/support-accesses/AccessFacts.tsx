import { useTranslation } from 'react-i18next'
import type { AskedAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { StateBadge } from './StateBadge.tsx'
import { useAccessWords } from './use-access-words.ts'

/** One access: who asked for what, why, and what became of it. */
export function AccessFacts({ access, answeredBy }: { access: AskedAccess; answeredBy?: string }) {
  const { t } = useTranslation('support')
  const { dateTime } = useFormat()
  const words = useAccessWords()
  const { operator, asked, granted, state, reason, breakGlassReason, endedAt } = access
  const at = (instant: string) => dateTime(instant, Temporal.Now.timeZoneId())
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="font-semibold">{operator.name}</bdi>
        <StateBadge state={state} />
        <span className="text-13 text-muted tabular-nums">{at(access.askedAt)}</span>
      </div>
      <p dir="auto" className="break-words whitespace-pre-line">
        {reason}
      </p>
      <p className="text-13 text-muted">{t('asks', { what: words.share(asked) })}</p>
      {state === 'asked' && <p className="text-13 text-muted">{t('lapses', { at: at(access.lapsesAt) })}</p>}
      {granted && (
        <p className="text-13 text-muted">
          {t(state === 'granted' ? 'open' : 'wasOpen', {
            what: words.what(granted),
            from: at(granted.beginsAt),
            until: at(endedAt ?? granted.expiresAt),
          })}
        </p>
      )}
      {answeredBy && <p className="text-13 text-muted">{t('answeredBy', { name: answeredBy })}</p>}
      {breakGlassReason && (
        <p dir="auto" className="text-13 break-words">
          {t('brokenGlass', { reason: breakGlassReason })}
        </p>
      )}
    </div>
  )
}
