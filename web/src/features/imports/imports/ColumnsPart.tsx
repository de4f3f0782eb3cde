import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importFields, type ImportField } from '@polyclinic/contract/imports/import-fields.ts'
import type { ImportSetup, PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import type { Acts } from './ImportSteps.tsx'
import { SetupFields } from './SetupFields.tsx'

type Props = { found: PatientImport; acts: Acts; onChecked: () => void }

/** What each column is, beside what stands in it. */
export function ColumnsPart({ found, acts, onChecked }: Props) {
  const { t } = useTrade('imports')
  const [setup, setSetup] = useState<ImportSetup>(found.setup)
  const { heads, preview } = found
  const hasName = setup.columns.some((field) => field === 'givenName' || field === 'fullName')
  const choose = (at: number, field: ImportField | null) =>
    // a field is one column's: whoever takes it takes it away from another
    setSetup((now) => ({
      ...now,
      columns: now.columns.map((each, nth) => (nth === at ? field : each === field ? null : each)),
    }))
  return (
    <div className="flex flex-col gap-6">
      {found.isRemembered && <Banner tone="info">{t('remembered')}</Banner>}
      <SheetChoice found={found} acts={acts} />
      <Card title={t('columns')} isFlush>
        <ul>
          {heads.map((head, at) => (
            <Column
              key={at}
              head={head || t('unnamed', { nth: at + 1 })}
              samples={preview.map((row) => row[at] ?? '')}
              field={setup.columns[at] ?? null}
              onChoose={(field) => choose(at, field)}
            />
          ))}
        </ul>
      </Card>
      <SetupFields setup={setup} onChange={(change) => setSetup((now) => ({ ...now, ...change }))} />
      <div className="flex flex-wrap items-center justify-end gap-3">
        {!hasName && <p className="text-13 text-warn-ink">{t('needsName')}</p>}
        <Button
          variant="primary"
          disabledReason={hasName ? undefined : t('needsName')}
          isPending={acts.check.isPending}
          writes
          onPress={() => acts.check.mutate(setup, { onSuccess: onChecked })}
        >
          {t('check')}
        </Button>
      </div>
    </div>
  )
}

function SheetChoice({ found: { sheets = [], sheet }, acts }: Pick<Props, 'found' | 'acts'>) {
  const { t } = useTranslation('imports')
  if (sheets.length < 2) return null
  return (
    <Select
      className="max-w-xs"
      label={t('sheet')}
      placeholder={t('sheet')}
      options={sheets.map((name) => ({ id: name, label: name }))}
      value={sheet ?? null}
      onChange={(name) => acts.sheet.mutate(name)}
    />
  )
}

type ColumnProps = {
  head: string
  samples: readonly string[]
  field: ImportField | null
  onChoose: (field: ImportField | null) => void
}

/** A column of the table as a line: its name, what stands in it, what it becomes. */
function Column({ head, samples, field, onChoose }: ColumnProps) {
  const { t } = useTrade('imports')
  return (
    <li className="grid items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[1fr_1.5fr_1.5fr]">
      <span dir="auto" className="min-w-0 text-parent font-medium break-words">
        {head}
      </span>
      <span className="flex min-w-0 flex-col text-13 text-muted">
        {samples.map((sample, nth) => (
          <bdi key={nth} className="truncate">
            {sample || '–'}
          </bdi>
        ))}
      </span>
      <Select
        label={t('becomesNamed', { head })}
        isLabelHidden
        placeholder={t('leftOut')}
        options={[
          { id: 'left-out' as const, label: t('leftOut') },
          ...importFields.map((each) => ({ id: each, label: t(`field.${each}`) })),
        ]}
        value={field ?? 'left-out'}
        onChange={(chosen) => onChoose(chosen === 'left-out' ? null : chosen)}
      />
    </li>
  )
}
