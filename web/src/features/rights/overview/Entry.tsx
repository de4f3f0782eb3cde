import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'

type Props = {
  at: string
  by: { name?: string }
  text: string | undefined
  /** How it ended. */
  ended?: { at: string; by: { name?: string }; reason?: string }
}

/** One thing that was decided, by whom and why, and how it ended. */
export function Entry({ at, by, text, ended }: Props) {
  const { t } = useTranslation('rights')
  const { dateTime } = useFormat()
  const zone = Temporal.Now.timeZoneId()
  const said = (instant: string, name: string | undefined, key: 'since' | 'until') =>
    t(name ? `${key}By` : key, { at: dateTime(instant, zone), name })
  return (
    <li className="flex flex-col gap-0.5 py-2">
      <p className="text-13 text-muted">{said(at, by.name, 'since')}</p>
      {text && (
        <p className="whitespace-pre-line">
          <bdi>{text}</bdi>
        </p>
      )}
      {ended && (
        <p className="text-13 text-muted">
          {said(ended.at, ended.by.name, 'until')}
          {ended.reason && (
            <>
              {': '}
              <bdi>{ended.reason}</bdi>
            </>
          )}
        </p>
      )}
    </li>
  )
}
