import { useTranslation } from 'react-i18next'
import type { PatientComparison } from '@polyclinic/contract/patients/duplicates/merges.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { useWords, type PatientKind } from '../words.ts'

/** What goes along: by the names of the tables, those without a name of their own together. */
export function MovedRows({ moves, kind }: { moves: PatientComparison['moves']; kind: PatientKind }) {
  const { t, i18n } = useTranslation('patients')
  const words = useWords(kind)
  const { number } = useFormat()
  const nameOf = (table: string) => table.split('.')[1] ?? table
  const known = moves.filter(({ table }) => i18n.exists(`patients:merge.rows.${nameOf(table)}`))
  const others = moves.filter((move) => !known.includes(move)).reduce((sum, { rows }) => sum + rows, 0)
  return (
    <Card title={t('merge.moves')}>
      {moves.length === 0 ? (
        <p className="text-muted">{t('merge.nothingMoves')}</p>
      ) : (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {known.map(({ table, rows }) => (
            <li key={table}>
              <span className="font-semibold tabular-nums">{number(rows)}</span> {words(`merge.rows.${nameOf(table)}`)}
            </li>
          ))}
          {others > 0 && (
            <li>
              <span className="font-semibold tabular-nums">{number(others)}</span> {t('merge.rows.others')}
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}
