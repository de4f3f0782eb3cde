import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { Stepper } from '../../../ui/layout/Stepper.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { CheckPart } from './CheckPart.tsx'
import { ColumnsPart } from './ColumnsPart.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ResultPart } from './ResultPart.tsx'
import { useImport } from './use-import.ts'

const steps = ['columns', 'check', 'result'] as const

/** One import from its table to what became of it. */
export function ImportSteps({ found }: { found: PatientImport }) {
  const { t } = useTranslation('imports')
  const [isMapping, setMapping] = useState(false)
  const acts = useImport(found)
  const { state } = found
  const current =
    isMapping || state === 'draft' ? 'columns' : state === 'checking' || state === 'checked' ? 'check' : 'result'
  const mayMap = found.abilities.update.allowed && current !== 'columns'
  return (
    <div className="flex flex-col gap-6">
      <Stepper
        label={t('steps')}
        currentId={current}
        doneLabel={t('stepDone')}
        steps={steps.map((id) => ({
          id,
          label: t(`step.${id}`),
          ...(id === 'columns' && mayMap && { onPress: () => setMapping(true) }),
        }))}
      />
      {found.failure && (
        <Banner tone="bad" isAnnounced title={t('unreadable')}>
          {t(`failure.${found.failure}`)}
        </Banner>
      )}
      {current === 'columns' ? (
        <ColumnsPart
          key={`${found.sheet} ${found.heads.length}`}
          found={found}
          acts={acts}
          onChecked={() => setMapping(false)}
        />
      ) : (
        <ImportProgress found={found} acts={acts}>
          {current === 'check' ? <CheckPart found={found} acts={acts} /> : <ResultPart found={found} acts={acts} />}
        </ImportProgress>
      )}
    </div>
  )
}

export type Acts = ReturnType<typeof useImport>
