import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { X } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { CodeHit, Coding } from '@polyclinic/contract/records/codes.ts'
import { SearchPicker } from '../../../kit/search/SearchPicker.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { codesFound } from './queries.ts'

type Props = {
  patient: Patient
  value: Coding | null
  error?: string
  onPick: (hit: CodeHit) => void
  /** It was typed in words that no list has. */
  onWords: (text: string) => void
  onClear: () => void
}

/** Finds a problem in the list of codes; what the list does not have is written down as it was typed. */
export function CodeField({ patient, value, error, onPick, onWords, onClear }: Props) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const { language } = useLanguage()
  const client = useQueryClient()
  const ask = codesFound(slug, patient.kind, language)
  const [list] = client
    .getQueriesData<{ lists: { attribution: string }[] }>({ queryKey: ask('').queryKey.slice(0, 1) })
    .flatMap(([, data]) => data?.lists ?? [])
  return (
    <div className="flex flex-col gap-2">
      <SearchPicker<CodeHit>
        label={t('codes.find')}
        placeholder={t('codes.placeholder')}
        description={list?.attribution}
        error={error}
        ask={ask}
        nameOf={({ system, code, title }) => ({ id: `${system} ${code}`, label: title })}
        renderHit={(hit) => <CodeLine hit={hit} />}
        value={null}
        onPick={onPick}
        noneText={(search) => t('codes.noneFound', { search })}
        addNew={{ label: (text) => t('codes.asTyped', { text }), onAdd: onWords }}
      />
      {value && (
        <p className="flex items-center gap-1 text-13 text-muted">
          <span>{t('codes.chosen', { code: value.code })}</span>
          <IconButton
            size="small"
            label={t('codes.clear', { code: value.code })}
            icon={<X aria-hidden="true" className="size-4" />}
            onPress={onClear}
          />
        </p>
      )}
    </div>
  )
}

const CodeLine = ({ hit }: { hit: CodeHit }) => (
  <span className="flex min-w-0 items-baseline gap-3">
    <bdi className="w-16 shrink-0 text-13 text-muted tabular-nums">{hit.code}</bdi>
    <span dir="auto" className="min-w-0 text-parent">
      {hit.title}
    </span>
  </span>
)
