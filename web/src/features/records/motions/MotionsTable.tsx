import { useTranslation } from 'react-i18next'
import { sourceOfUsual, type JointMovement } from '@polyclinic/contract/records/motion-joints.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { MarkButton } from '../sections/MarkButton.tsx'
import { places, type LatestMotion, type Place } from './latest.ts'
import { useMotionWords } from './motion-words.ts'

type Props = { latest: readonly LatestMotion[]; known: readonly JointMovement[]; kind: 'human' | 'animal' }

const cell = 'py-1.5 pe-4 tabular-nums'

/** Movement by movement: degrees at each side, beside what is usual and what it was last time. */
export function MotionsTable({ latest, known, kind }: Props) {
  const { t } = useTranslation('records')
  const { source, isChecked } = sourceOfUsual(kind)
  const shown = places.filter((place) => latest.some(({ last }) => last[place] !== undefined))
  const hasUsual = known.some(({ usual }) => usual !== undefined)
  return (
    <div className="px-4 py-3">
      <div className="overflow-x-auto">
        <table aria-label={t('motions.title')} className="w-full text-start">
          <thead className="text-13 text-muted">
            <tr>
              <th className="py-1 pe-4 text-start font-semibold">{t('motions.movement')}</th>
              {shown.map((place) => (
                <th key={place} className="py-1 pe-4 text-start font-semibold">
                  {t(`motions.${place}`)}
                </th>
              ))}
              {hasUsual && <th className="py-1 pe-4 text-start font-semibold">{t('motions.usual')}</th>}
              <th className="py-1 pe-4 text-start font-semibold">{t('motions.when')}</th>
              <th>
                <span className="sr-only">{t('kit:action.edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {latest.map((one) => (
              <MotionLine key={one.key} motion={one} known={known} shown={shown} hasUsual={hasUsual} />
            ))}
          </tbody>
        </table>
      </div>
      {hasUsual && (
        <p className="mt-2 text-12 text-muted">
          {t('motions.source', { source })} {!isChecked && t('outcomes.unchecked')}
        </p>
      )}
    </div>
  )
}

type LineProps = Pick<Props, 'known'> & { motion: LatestMotion; shown: readonly Place[]; hasUsual: boolean }

function MotionLine({ motion, known, shown, hasUsual }: LineProps) {
  const { t } = useTranslation('records')
  const words = useMotionWords()
  const format = useFormat()
  const { clinic } = useClinic()
  const { slug: organization } = useOrganization()
  const { joint, movement, mode, last, before } = motion
  const usual = known.find((one) => one.joint === joint && one.movement === movement)?.usual
  const when = format.date(last.measuredAt, clinic?.timeZone ?? 'UTC')
  return (
    <tr className="border-t border-line align-baseline">
      <th scope="row" className="py-1.5 pe-4 text-start font-normal">
        {words.name(motion)} <span className="text-13 text-muted">{t(`motionMode.${mode}`)}</span>
      </th>
      {shown.map((place) => (
        <td key={place} className={cell}>
          <Degrees now={last[place]} was={before?.[place]} />
        </td>
      ))}
      {hasUsual && <td className={`${cell} text-muted`}>{usual !== undefined && words.degrees(usual)}</td>}
      <td className={`${cell} text-13 text-muted`}>{when}</td>
      <td className="py-1 text-end">
        {last.abilities.update.allowed && (
          <MarkButton
            status={last.status}
            what={`${words.name(motion)}, ${when}`}
            update={(status) =>
              api.records.motions.update({
                params: { organization, id: last.id },
                body: { status },
                headers: ifMatch(last.version),
              })
            }
          />
        )}
      </td>
    </tr>
  )
}

/** "110° (+15)": what is said of last time is the difference. */
function Degrees({ now, was }: { now?: number; was?: number }) {
  const words = useMotionWords()
  const format = useFormat()
  if (now === undefined) return '–'
  return (
    <bdi>
      <span className="font-semibold">{words.degrees(now)}</span>
      {was !== undefined && was !== now && (
        <span className="text-13 text-muted"> ({format.number(now - was, { signDisplay: 'always' })})</span>
      )}
    </bdi>
  )
}
