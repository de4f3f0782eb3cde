import type { ReactNode } from 'react'
import { CircleCheck, CircleQuestionMark, CircleSlash, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Warnings } from '@polyclinic/contract/patients/warnings.ts'
import { cx } from '../../../ui/class-names.ts'
import { useAllergiesLine } from './warning-words.ts'

type Props = {
  /** Absent where the reader may not know. */
  warnings: Warnings | undefined
  className?: string
}

/** What to mind about a patient, wherever it is met: allergies, or whether anybody asked, and the alerts of the day. */
export function PatientWarnings({ warnings, className }: Props) {
  const { t } = useTranslation('patients')
  const lineOf = useAllergiesLine()
  if (!warnings) return null
  const { allergies, alerts, keptOut = [], hasNamesake } = warnings
  const isDangerous = allergies.named.some(({ criticality }) => criticality === 'high')
  const isKnown = allergies.state === 'known'
  // what is not known stands behind what is
  const allergySign = (
    <Sign look={allergies.state === 'known' ? (isDangerous ? 'bad' : 'warn') : allergies.state}>
      {lineOf(allergies)}
    </Sign>
  )
  return (
    <ul aria-label={t('warning.label')} className={cx('flex min-w-0 flex-wrap gap-1.5', className)}>
      {keptOut.map(({ guardianId, name, reason }) => (
        <Sign key={guardianId} look="bad">
          <bdi>{t('warning.keptOut', { name })}</bdi>: <bdi className="whitespace-pre-line">{reason}</bdi>
        </Sign>
      ))}
      {isKnown && allergySign}
      {hasNamesake && <Sign look="warn">{t('warning.namesake')}</Sign>}
      {alerts.map(({ id, kind, priority, text }) => (
        <Sign key={id} look={priority === 'high' ? 'bad' : 'warn'}>
          {t(`alert.kinds.${kind}`)}: <bdi className="whitespace-pre-line">{text}</bdi>
        </Sign>
      ))}
      {!isKnown && allergySign}
    </ul>
  )
}

// each state has a sign and words of its own, so that none is told by its colour alone
const looks = {
  bad: { Icon: OctagonAlert, look: 'bg-bad-soft text-bad-ink font-semibold' },
  warn: { Icon: TriangleAlert, look: 'bg-warn-soft text-warn-ink font-semibold' },
  'none-known': { Icon: CircleCheck, look: 'bg-good-soft text-good-ink' },
  past: { Icon: CircleSlash, look: 'bg-sunken text-muted' },
  'not-asked': { Icon: CircleQuestionMark, look: 'border border-dashed border-line-strong text-muted' },
} as const

function Sign({ look, children }: { look: keyof typeof looks; children: ReactNode }) {
  const { Icon, look: className } = looks[look]
  return (
    <li className={cx('flex max-w-full min-w-0 items-start gap-1.5 rounded-lg px-2 py-1 text-13', className)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  )
}
