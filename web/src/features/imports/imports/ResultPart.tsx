import { Undo2 } from 'lucide-react'
import type { PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Counts } from './Counts.tsx'
import { KeepTable } from './KeepTable.tsx'
import type { Acts } from './ImportSteps.tsx'

/** What an import brought, and the way to take it back. */
export function ResultPart({ found, acts }: { found: PatientImport; acts: Acts }) {
  const { t } = useTrade('imports')
  const { longDate } = useFormat()
  const { slug } = useOrganization()
  const go = useGo()
  const { result, state, undoUntil, abilities } = found
  if (!result) return null
  const isUndone = state === 'undone'
  const undo = async () => {
    const asked = { title: t('undoTitle'), text: t('undoText'), confirmLabel: t('undo'), isDangerous: true }
    if (await confirm(asked)) acts.step.mutate('undo')
  }
  return (
    <div className="flex flex-col gap-6">
      <Banner tone={isUndone ? 'info' : 'good'} isAnnounced title={t(isUndone ? 'undone' : 'done')}>
        {isUndone
          ? t(result.kept > 0 ? 'undoneKept' : 'undoneAll', { count: result.kept })
          : undoUntil && abilities.undo.allowed && t('undoUntil', { date: longDate(undoUntil) })}
      </Banner>
      {result.left > 0 && <Banner tone="warn">{t('left', { count: result.left })}</Banner>}
      <Counts
        items={[
          { id: 'added', label: t('counts.added'), count: result.added, tone: 'good' },
          { id: 'updated', label: t('counts.updated'), count: result.updated },
          { id: 'skipped', label: t('counts.skipped'), count: result.skipped },
          { id: 'invalid', label: t('counts.invalid'), count: result.invalid, tone: 'bad' },
        ]}
      />
      <div className="flex flex-wrap justify-end gap-3">
        {(isUndone ? result.kept : result.invalid) > 0 && (
          <KeepTable workId={found.workId} label={t(isUndone ? 'keepKept' : 'keepBad')} />
        )}
        {abilities.undo.allowed && (
          <Button
            icon={<Undo2 aria-hidden="true" className="size-4" />}
            isPending={acts.step.isPending}
            onPress={() => void undo()}
          >
            {t('undo')}
          </Button>
        )}
        <Button variant="primary" onPress={() => go(paths.patients(slug))}>
          {t('toPatients')}
        </Button>
      </div>
    </div>
  )
}
