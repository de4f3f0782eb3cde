import { useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { RotateCw, Search, UserPlus } from 'lucide-react'
import { ComboBox } from '../../ui/choices/ComboBox.tsx'
import type { FieldProps } from '../../ui/fields/Field.tsx'
import type { Option } from '../../ui/choices/ListBoxParts.tsx'
import { useProblemText } from '../api/problem.ts'
import { useSearch, type Ask } from './search.ts'

type Named = { id: string; label: string }

type Props<T> = FieldProps & {
  placeholder: string
  ask: Ask<T>
  nameOf: (item: T) => Named
  renderHit: (item: T, question: string) => ReactNode
  /** Who is chosen, shown in the field; the field of a list of several is empty again after each choice. */
  value: Named | null
  onPick: (item: T) => void
  /** The text was changed after a choice. */
  onClear?: () => void
  /** Said where nobody was found. */
  noneText: (search: string) => string
  /** Offered under an answer, and under nothing else: what was searched for in vain may be on file all the same. */
  addNew?: { label: (text: string) => string; onAdd: (text: string) => void }
  inputRef?: Ref<HTMLInputElement>
}

type Line<T> = Option & { id: string; hit?: T }

const [addId, retryId] = ['offer:add', 'offer:retry']

/** Finds somebody while one types: the one piece behind every field that chooses a person or an animal. */
export function SearchPicker<T>(props: Props<T>) {
  const { ask, nameOf, renderHit, value, onPick, onClear, noneText, addNew, ...field } = props
  const { t } = useTranslation('kit')
  const problemText = useProblemText()
  const [text, setText] = useState(value?.label ?? '')
  const [seen, setSeen] = useState(value?.id)
  if (seen !== value?.id) {
    setSeen(value?.id)
    // Chosen from outside, for instance because it has just been added.
    if (value) setText(value.label)
  }
  const typed = text.trim()
  const isPicked = value !== null && text === value.label
  const { answer, question, retry } = useSearch(text, ask, { isOff: isPicked })
  const hits = answer.state === 'answered' ? answer.items : []
  const failure = answer.state === 'failed' ? problemText(answer.error) : undefined
  const lines: Line<T>[] = [
    ...hits.map((hit) => ({ ...nameOf(hit), hit })),
    ...(answer.state === 'answered' && addNew ? [{ id: addId, label: addNew.label(typed), isOffer: true }] : []),
    ...(failure === undefined ? [] : [{ id: retryId, label: t('action.retry'), description: failure, isOffer: true }]),
  ]

  const type = (next: string) => {
    setText(next)
    if (value && next !== value.label) onClear?.()
  }
  const choose = (id: string | null) => {
    if (id === retryId) return retry()
    if (id === addId) return addNew?.onAdd(typed)
    const line = lines.find((one) => one.id === id)
    if (!line?.hit) return
    setText(value === null && onClear === undefined ? '' : line.label)
    onPick(line.hit)
  }
  return (
    <>
      <ComboBox<Line<T>>
        {...field}
        before={<Search aria-hidden="true" className="size-4" />}
        items={lines}
        value={value?.id ?? null}
        inputValue={text}
        onInputChange={type}
        onChange={choose}
        allowsCustomValue
        isFirstByEnter
        isLoading={answer.state === 'waiting'}
        loadingText={t('search.looking')}
        emptyText={answer.state === 'answered' ? noneText(typed) : undefined}
        renderItem={(line) =>
          line.hit === undefined ? (
            <Offer line={line} isRetry={line.id === retryId} title={t('search.failed')} />
          ) : (
            renderHit(line.hit, question)
          )
        }
      />
      {failure !== undefined && (
        <span role="alert" className="sr-only">
          {`${t('search.failed')} ${failure}`}
        </span>
      )}
    </>
  )
}

/** What can be done instead of choosing: add somebody, or search again. */
function Offer({ line, isRetry, title }: { line: Option; isRetry: boolean; title: string }) {
  const Icon = isRetry ? RotateCw : UserPlus
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className="flex size-8 shrink-0 items-center justify-center text-accent-ink">
        <Icon aria-hidden="true" className="size-4.5" />
      </span>
      <span className="min-w-0">
        {isRetry && <span className="block text-bad-ink">{title}</span>}
        {line.description && <span className="block text-13 font-normal text-muted">{line.description}</span>}
        <span dir="auto" className="block truncate text-parent font-semibold text-accent-ink">
          {line.label}
        </span>
      </span>
    </span>
  )
}
