import { useTranslation } from 'react-i18next'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { cx } from '../../../ui/class-names.ts'

/** The sides of a patient, each at its own address. */
export function PatientNav({ patientId, isChart }: { patientId: string; isChart: boolean }) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const sides = [
    { label: t('sides.overview'), href: paths.patient(slug, patientId), isHere: !isChart },
    { label: t('sides.chart'), href: paths.patientChart(slug, patientId), isHere: isChart },
  ]
  return (
    <nav
      aria-label={t('sides.label')}
      data-print="hide"
      className="flex shrink-0 gap-6 overflow-x-auto overflow-y-clip border-b border-line bg-surface px-6 max-sm:px-4"
    >
      {sides.map(({ label, href, isHere }) => (
        <AppLink
          key={href}
          href={href}
          aria-current={isHere ? 'page' : undefined}
          className={cx(
            'relative flex h-control shrink-0 items-center text-body font-semibold text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2',
            isHere && 'text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent',
          )}
        >
          {label}
        </AppLink>
      ))}
    </nav>
  )
}
