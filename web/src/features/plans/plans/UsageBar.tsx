import { useTranslation } from 'react-i18next'
import type { PlanView } from '@polyclinic/contract/plans/plans.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { cx } from '../../../ui/class-names.ts'

type Limit = PlanView['limits'][number]

export function UsageBar({ label, used, allowed, graceDays = 0, overSince }: Limit & { label: string }) {
  const { t } = useTranslation('plans')
  const { number, date } = useFormat()
  const { timeZone } = useOrganization()
  const share = allowed === null ? 0 : Math.min(1, used / Math.max(1, allowed))
  const isFull = allowed !== null && used >= allowed
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">{label}</span>
        <span className={cx('tabular-nums', isFull ? 'text-warn-ink' : 'text-muted')}>
          {allowed === null
            ? t('usedOf.unlimited', { used: number(used) })
            : t(isFull ? 'usedOf.full' : 'usedOf.some', { used: number(used), allowed: number(allowed) })}
        </span>
      </div>
      {allowed !== null && (
        <div aria-hidden="true" className="mt-2 h-2 overflow-hidden rounded-full bg-sunken">
          <div
            className={cx('h-full rounded-full', isFull ? 'bg-warn' : 'bg-accent')}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
      {overSince && (
        <p className="mt-2 text-warn-ink">
          {t('overSince', {
            date: date(overSince, timeZone),
            days: number(graceDays, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
          })}
        </p>
      )}
    </>
  )
}
