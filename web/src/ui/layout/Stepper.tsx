import { useLocale } from 'react-aria-components'
import { Check } from 'lucide-react'
import { cx } from '../class-names.ts'

type Props = {
  label: string
  steps: readonly {
    id: string
    label: string
    /** Goes to it: it is finished, whether before or after the current one. */ onPress?: () => void
  }[]
  currentId: string
  /** Read after the label of a finished step. */
  doneLabel: string
  className?: string
}

/** Where one is in a short sequence. Finished steps can be returned to. */
export function Stepper({ label, steps, currentId, doneLabel, className }: Props) {
  const current = steps.findIndex((step) => step.id === currentId)
  return (
    <nav aria-label={label} className={className}>
      <ol className="flex items-start">
        {steps.map((step, index) => (
          <li
            key={step.id}
            aria-current={index === current ? 'step' : undefined}
            className="relative flex min-w-0 flex-1 flex-col"
          >
            {index > 0 && (
              <span
                aria-hidden="true"
                className={cx(
                  'absolute end-[calc(50%+1.25rem)] top-3.5 h-px w-[calc(100%-2.5rem)]',
                  index <= current ? 'bg-accent' : 'bg-line-strong',
                )}
              />
            )}
            <StepFace
              number={index + 1}
              label={step.label}
              state={index === current ? 'current' : index < current || step.onPress ? 'done' : 'ahead'}
              doneLabel={doneLabel}
              onPress={index === current ? undefined : step.onPress}
            />
          </li>
        ))}
      </ol>
    </nav>
  )
}

type FaceProps = {
  number: number
  label: string
  state: 'done' | 'current' | 'ahead'
  doneLabel: string
  onPress?: () => void
}

const marks = {
  done: 'border-accent bg-accent-soft text-accent-ink',
  current: 'border-accent bg-accent text-on-accent',
  ahead: 'border-line-strong bg-surface text-muted',
}

function StepFace({ number, label, state, doneLabel, onPress }: FaceProps) {
  const { locale } = useLocale()
  const face = (
    <>
      <span
        className={cx(
          'flex size-7 items-center justify-center rounded-full border text-13 font-semibold tabular-nums',
          marks[state],
        )}
      >
        {state === 'done' ? (
          <Check aria-hidden="true" strokeWidth={2.5} className="size-4" />
        ) : (
          number.toLocaleString(locale)
        )}
      </span>
      <span className={cx('text-center text-13', state === 'current' ? 'font-semibold text-ink' : 'text-muted')}>
        {label}
      </span>
      {state === 'done' && <span className="sr-only">{doneLabel}</span>}
    </>
  )
  const look = 'flex min-h-control w-full flex-col items-center gap-1.5 px-1'
  if (!onPress) return <div className={look}>{face}</div>
  return (
    <button type="button" onClick={onPress} className={cx(look, 'cursor-default rounded-lg hover:*:text-ink')}>
      {face}
    </button>
  )
}
