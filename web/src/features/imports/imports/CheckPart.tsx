import { Check } from 'lucide-react'
import type { PatientImport, RowProblem } from '@polyclinic/contract/imports/imports.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { Counts } from './Counts.tsx'
import { KeepTable } from './KeepTable.tsx'
import type { Acts } from './ImportSteps.tsx'

/** What a table would become, and what is wrong in it. */
export function CheckPart({ found, acts }: { found: PatientImport; acts: Acts }) {
  const { t } = useTrade('imports')
  const { number } = useFormat()
  const { check, setup } = found
  if (!check) return null
  const { rows, added, duplicates, invalid, problems } = check
  const willAdd = setup.duplicates === 'add' ? added + duplicates : added
  const coming = setup.duplicates === 'update' ? added + duplicates : willAdd
  return (
    <div className="flex flex-col gap-6">
      <Counts
        items={[
          { id: 'rows', label: t('counts.rows'), count: rows },
          { id: 'added', label: t('counts.new'), count: added, tone: 'good' },
          {
            id: 'duplicates',
            label: t('counts.duplicates'),
            count: duplicates,
            text: t(`duplicate.${setup.duplicates}`),
          },
          { id: 'invalid', label: t('counts.invalid'), count: invalid, ...(invalid > 0 && { tone: 'bad' as const }) },
        ]}
      />
      {problems.length > 0 && (
        <Card title={t('problems')} actions={<KeepTable workId={found.workId} label={t('keepBad')} />} isFlush>
          <p className="px-4 py-2 text-13 text-muted">{t('problemsText')}</p>
          <Problems problems={problems} />
          {invalid > new Set(problems.map(({ row }) => row)).size && (
            <p className="px-4 py-3 text-13 text-muted">{t('moreProblems', { count: problems.length })}</p>
          )}
        </Card>
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <Button
          variant="primary"
          icon={<Check aria-hidden="true" className="size-4" />}
          disabledReason={coming === 0 ? t('nothingToImport') : undefined}
          isPending={acts.step.isPending}
          writes
          onPress={() => acts.step.mutate('run')}
        >
          {t('run', { count: coming, formatted: number(coming) })}
        </Button>
      </div>
    </div>
  )
}

function Problems({ problems }: { problems: readonly RowProblem[] }) {
  const { t } = useTrade('imports')
  const { number } = useFormat()
  const items = problems.map((problem) => ({ ...problem, id: `${problem.row} ${problem.field}` }))
  const columns: TableColumn<(typeof items)[number]>[] = [
    { id: 'row', label: t('row'), align: 'end', width: 80, render: ({ row }) => number(row) },
    {
      id: 'field',
      label: t('fieldHead'),
      isRowHeader: true,
      minWidth: 120,
      render: ({ field }) => t(`field.${field}`),
    },
    {
      id: 'value',
      label: t('value'),
      minWidth: 120,
      render: ({ value }) => <bdi className="break-words">{value || '–'}</bdi>,
    },
    { id: 'problem', label: t('problem'), minWidth: 200, render: ({ code }) => t(`kit:issue.${code}`) },
  ]
  return <Table label={t('problems')} columns={columns} items={items} isDense />
}
