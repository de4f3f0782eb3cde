import { useTranslation } from 'react-i18next'
import type { JointMovement } from '@polyclinic/contract/records/motion-joints.ts'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import type { useFormState } from '../../../kit/fields/forms.ts'
import type { LatestMotion, Place } from './latest.ts'
import { filledMotions, keyOf, type MotionValues } from './motion-values.ts'
import { useMotionWords } from './motion-words.ts'

type Form = ReturnType<typeof useFormState<MotionValues>>
type Props = { form: Form; known: readonly JointMovement[]; latest: readonly LatestMotion[] }

const lineClass = 'grid grid-cols-[minmax(0,1fr)_6.5rem_6.5rem] items-start gap-3'

/** The movements of the joint, a line each. */
export function MotionFields({ form, known, latest }: Props) {
  const { t } = useTranslation('records')
  const { joint, degrees } = form.values
  const movements = known.filter((one) => one.joint === joint)
  return (
    <div role="group" aria-label={t(`joint.${joint}`)} className="flex flex-col gap-3">
      <div aria-hidden="true" className={`${lineClass} -mb-2 text-13 font-semibold text-muted`}>
        <span>{t('motions.movement')}</span>
        {(movements.every(({ hasSides }) => !hasSides) ? (['middle'] as const) : (['left', 'right'] as const)).map(
          (place) => (
            <span key={place}>{t(`motions.${place}`)}</span>
          ),
        )}
      </div>
      {movements.map((one) => (
        <MotionField key={one.movement} form={form} movement={one} latest={latest} />
      ))}
      {form.errors.degrees && Object.keys(degrees).length === 0 && (
        <p className="text-13 text-bad">{form.errors.degrees}</p>
      )}
    </div>
  )
}

type FieldProps = { form: Form; movement: JointMovement; latest: readonly LatestMotion[] }

function MotionField({ form, movement: { joint, movement, hasSides, usual }, latest }: FieldProps) {
  const { t } = useTranslation('records')
  const words = useMotionWords()
  const { degrees, mode } = form.values
  const key = keyOf(joint, movement)
  const name = t(`movement.${movement}`)
  const last = latest.find((one) => one.joint === joint && one.movement === movement && one.mode === mode)?.last
  const sent = filledMotions(degrees).findIndex((one) => keyOf(one.joint, one.movement) === key)
  const change = (place: Place, value: number | null) =>
    form.set('degrees', { ...degrees, [key]: { ...degrees[key], [place]: value } })
  return (
    <div className={lineClass}>
      <span className="self-end pb-2">
        <span className="inline-block first-letter:uppercase">{name}</span>
        {usual !== undefined && (
          <span className="text-13 text-muted">
            {' '}
            {t('motions.usual')} {words.degrees(usual)}
          </span>
        )}
      </span>
      {(hasSides ? (['left', 'right'] as const) : (['middle'] as const)).map((place) => (
        <NumberField
          key={place}
          label={t('motions.cell', { movement: name, side: t(`motions.${place}`) })}
          isLabelHidden
          placeholder={
            last?.[place] === undefined
              ? t(`motions.${place}`)
              : t('motions.last', { degrees: words.degrees(last[place]) })
          }
          value={degrees[key]?.[place] ?? null}
          onChange={(value) => change(place, value)}
          error={sent < 0 ? undefined : form.error(`items.${sent}.${place}`)}
          hasNoSteppers
        />
      ))}
    </div>
  )
}
