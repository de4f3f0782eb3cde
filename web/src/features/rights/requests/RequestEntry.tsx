import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RightsRequest } from '@polyclinic/contract/rights/requests.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'

const tones = { open: 'warn', accepted: 'good', refused: 'neutral', done: 'good' } as const

/** What somebody asked for, until when they are answered, and what they were. */
export function RequestEntry({ request, name }: { request: RightsRequest; name?: ReactNode }) {
  const { t } = useTranslation('rights')
  const { date, dateTime } = useFormat()
  const [isAnswering, setAnswering] = useState(false)
  const { kind, state, about, right, askedAt, dueOn, byAccount, answer, abilities } = request
  const zone = Temporal.Now.timeZoneId()
  return (
    <li className="flex flex-wrap items-start gap-3 px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        {name}
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{t(`request.kind.${kind}`)}</span>
          <Badge tone={tones[state]}>{t(`request.state.${state}`)}</Badge>
        </p>
        {about && <Said label={t('request.about')} text={about} />}
        {right && <Said label={t('request.right')} text={right} />}
        {answer?.reason && <Said label={t('request.answer')} text={answer.reason} />}
        <p className="text-13 text-muted">
          {t(byAccount ? 'request.askedByAccount' : 'request.asked', { at: dateTime(askedAt, zone) })}
          {state === 'open' && ` · ${t('request.due', { date: date(dueOn) })}`}
        </p>
      </div>
      {abilities.answer.allowed && (
        <Button size="small" writes onPress={() => setAnswering(true)}>
          {t('request.toAnswer')}
        </Button>
      )}
      {isAnswering && <AnswerDialog request={request} onClose={() => setAnswering(false)} />}
    </li>
  )
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <p className="whitespace-pre-line">
      <span className="text-13 text-muted">{label}: </span>
      <bdi>{text}</bdi>
    </p>
  )
}
