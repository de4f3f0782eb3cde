import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { mergeFields, type Fields } from './merge.ts'
import { StaleDialog, type Choice, type Conflict } from './StaleDialog.tsx'

type Save<F extends Fields, R> = {
  base: F
  version: number
  mine: F
  fetchTheirs: () => Promise<{ fields: F; version: number }>
  send: (before: F, after: F, version: number) => Promise<R>
}

type Options<F extends Fields> = {
  labelOf: (field: keyof F & string) => string
  show: (field: keyof F & string, fields: F) => ReactNode
}

type Question = { conflicts: Conflict[]; answer: (choice: Choice) => void; leave: () => void }

/**
 * Saves a record that somebody else may have changed meanwhile: changes to other fields are
 * joined, for a field that both changed the reader sees both and chooses. Render `dialog` with the form.
 */
export function useStaleMerge<F extends Fields>({ labelOf, show }: Options<F>) {
  const { t } = useTranslation('patients')
  const [question, setQuestion] = useState<Question | null>(null)

  async function save<R>(request: Save<F, R>): Promise<R> {
    try {
      return await request.send(request.base, request.mine, request.version)
    } catch (error) {
      if (problemOf(error).code !== 'stale') throw error
      const now = await request.fetchTheirs()
      const { merged, conflicts } = mergeFields(request.base, request.mine, now.fields)
      const chosen = conflicts.length === 0 ? {} : await ask(conflicts, request.mine, now.fields, error)
      const kept = conflicts.filter((field) => chosen[field] === 'theirs')
      const final = { ...merged, ...Object.fromEntries(kept.map((field) => [field, now.fields[field]])) }
      const result = await save({ ...request, base: now.fields, version: now.version, mine: final })
      if (conflicts.length === 0) toast.info(t('stale.joined'))
      return result
    }
  }

  const ask = (conflicts: (keyof F & string)[], mine: F, theirs: F, error: unknown) =>
    new Promise<Choice>((resolve, reject) => {
      const close = (act: () => void) => () => {
        setQuestion(null)
        act()
      }
      setQuestion({
        conflicts: conflicts.map((field) => ({
          field,
          label: labelOf(field),
          mine: show(field, mine),
          theirs: show(field, theirs),
        })),
        answer: (choice) => close(() => resolve(choice))(),
        leave: close(() => reject(error)),
      })
    })

  const dialog = question && (
    <StaleDialog conflicts={question.conflicts} onChoose={question.answer} onClose={question.leave} />
  )
  return { save, dialog }
}
