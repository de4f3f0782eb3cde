import { useTranslation } from 'react-i18next'
import type { ProblemData } from '@polyclinic/contract/kit/problem.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useClinic } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { useMeasuredWords } from './measured-words.ts'

type Unlike = ProblemData<'unlike-before'>['items']
type Sent = readonly { kind: string; value: number; unit: string }[]

/** "Weight: 4.2 kg on 3 October, 42 kg now. Is that right?" */
export function useUnlikeQuestion() {
  const { t } = useTranslation('records')
  const words = useMeasuredWords()
  const format = useFormat()
  const { clinic } = useClinic()
  return (unlike: Unlike, sent: Sent): Promise<boolean> =>
    confirm({
      title: t('measurements.isRight'),
      text: (
        <ul>
          {unlike.map(({ index, kind, before }) => {
            const now = sent[index]
            return (
              <li key={index}>
                {t('measurements.unlike', {
                  what: t(`kind.${kind}`),
                  before: words.value(before),
                  date: format.date(before.measuredAt, clinic?.timeZone ?? 'UTC'),
                  now: now ? words.value(now) : '',
                })}
              </li>
            )
          })}
        </ul>
      ),
      confirmLabel: t('measurements.yes'),
      cancelLabel: t('measurements.lookAgain'),
    })
}
