import { useTranslation } from 'react-i18next'
import type { Joint, Movement } from '@polyclinic/contract/records/motion-joints.ts'
import type { Motion } from '@polyclinic/contract/records/motions.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** Ranges of motion as they are read: "Knee, flexion", "left 95°, right 135°". */
export function useMotionWords() {
  const { t } = useTranslation('records')
  const format = useFormat()
  const degrees = (value: number) => `${format.number(value)}°`
  return {
    degrees,
    name: ({ joint, movement }: { joint: Joint; movement: Movement }) =>
      `${t(`joint.${joint}`)}, ${t(`movement.${movement}`)}`,
    value: ({ left, right, middle }: Pick<Motion, 'left' | 'right' | 'middle'>) =>
      [
        left !== undefined && `${t('side.left')} ${degrees(left)}`,
        right !== undefined && `${t('side.right')} ${degrees(right)}`,
        middle !== undefined && degrees(middle),
      ]
        .filter((part) => part !== false)
        .join(', '),
  }
}
