import { useTranslation } from 'react-i18next'
import { X } from 'lucide-react'
import type { CodeHit, Coding } from '@polyclinic/contract/records/codes.ts'
import type { Ask } from '../../../kit/search/search.ts'
import { SearchPicker } from '../../../kit/search/SearchPicker.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'

type Props<Hit extends CodeHit> = {
  label: string
  ask: Ask<Hit>
  /** Whose codes these are: said below the field. */
  lists?: readonly { attribution: string }[]
  value: Coding | null
  error?: string
  onPick: (hit: Hit) => void
  /** It was typed in words that no list has. */
  onWords: (text: string) => void
  onClear: () => void
}

/** Finds something in a list of codes; what the list does not have is written down as it was typed. */
export function CodeField<Hit extends CodeHit>(props: Props<Hit>) {
  const { label, ask, lists = [], value, error, onPick, onWords, onClear } = props
  const { t } = useTranslation('records')
  return (
    <div className="flex flex-col gap-2">
      <SearchPicker<Hit>
        label={label}
        placeholder={t('codes.placeholder')}
        description={lists.map(({ attribution }) => attribution).join('; ')}
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
