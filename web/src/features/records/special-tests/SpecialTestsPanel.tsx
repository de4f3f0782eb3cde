import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FlaskConical } from 'lucide-react'
import type { SpecialTest } from '@polyclinic/contract/records/special-tests.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { MarkButton } from '../sections/MarkButton.tsx'
import { Section } from '../sections/Section.tsx'
import { specialTestsQuery } from './queries.ts'
import { useSpecialTestName } from './special-test-words.ts'
import { SpecialTestDialog } from './SpecialTestDialog.tsx'

/** What did an examination show? */
export function SpecialTestsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const [isAdding, setAdding] = useState(false)
  const query = useQuery(specialTestsQuery(slug, patient.id))
  return (
    <Section
      title={t('specialTests.title')}
      addLabel={t('specialTests.add')}
      onAdd={() => setAdding(true)}
      query={query}
      empty={{
        icon: <FlaskConical aria-hidden="true" />,
        title: t('specialTests.none'),
        text: t('specialTests.noneText'),
      }}
      isEmpty={({ items }) => items.length === 0}
      beside={isAdding && <SpecialTestDialog patient={patient} onClose={() => setAdding(false)} />}
    >
      {({ items }) => <Tests items={items} />}
    </Section>
  )
}

/** Test and side: the newest of each stands first, earlier ones on demand. */
function Tests({ items }: { items: readonly SpecialTest[] }) {
  const { t } = useTranslation('records')
  const [showsAll, setShowsAll] = useState(false)
  const newest = new Set(
    [
      ...Map.groupBy(
        items.filter(({ status }) => status === 'final'),
        ({ test, text, bodySide }) => `${test ?? text} ${bodySide}`,
      ).values(),
    ].map(([first]) => first?.id),
  )
  const earlier = items.filter(({ id }) => !newest.has(id))
  return (
    <>
      <ul>
        {(showsAll ? items : items.filter(({ id }) => newest.has(id))).map((one) => (
          <TestRow key={one.id} test={one} />
        ))}
      </ul>
      {earlier.length > 0 && (
        <div className="px-4 py-2">
          <Button variant="quiet" size="small" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? t('specialTests.fewer') : t('specialTests.more', { count: earlier.length })}
          </Button>
        </div>
      )}
    </>
  )
}

function TestRow({ test }: { test: SpecialTest }) {
  const { t } = useTranslation('records')
  const nameOf = useSpecialTestName()
  const format = useFormat()
  const { clinic } = useClinic()
  const { slug: organization } = useOrganization()
  const { id, version, status, result, bodySide, examinedAt, note } = test
  const isWrong = status === 'entered-in-error'
  const name = nameOf(test)
  const when = format.date(examinedAt, clinic?.timeZone ?? 'UTC')
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className={cx('min-w-0 font-semibold break-words', isWrong && 'text-muted line-through')}>{name}</bdi>
          {bodySide && <Badge>{t(`side.${bodySide}`)}</Badge>}
          <Badge tone={!isWrong && result === 'positive' ? 'warn' : 'neutral'}>{t(`testResult.${result}`)}</Badge>
        </div>
        <p className="mt-0.5 text-13 text-muted">
          {factLine([when, isWrong && t('verification.entered-in-error')])}
          {note && <bdi className="break-words"> · {note}</bdi>}
        </p>
      </div>
      {test.abilities.update.allowed && (
        <MarkButton
          status={status}
          what={`${name}, ${when}`}
          update={(next) =>
            api.records.specialTests.update({
              params: { organization, id },
              body: { status: next },
              headers: ifMatch(version),
            })
          }
        />
      )}
    </li>
  )
}
