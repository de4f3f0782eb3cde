import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { contentUrl } from '../documents/queries.ts'

type Props = {
  document: DocumentReference
  /** With what it can be compared. */
  others: readonly DocumentReference[]
  onClose: () => void
}

/** Two pictures: side by side, or one over the other with an edge that is moved. The older one stands first. */
export function Compare({ document, others, onClose }: Props) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const [otherId, setOtherId] = useState(others[0]?.id)
  const [way, setWay] = useState<'beside' | 'slider'>('beside')
  const other = others.find(({ id }) => id === otherId)
  const pair = other && [document, other].toSorted((a, b) => a.takenOn.localeCompare(b.takenOn))
  const nameOf = ({ title, takenOn }: DocumentReference) => `${title} · ${format.date(takenOn)}`
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-3">
        <Select
          label={t('compareWith')}
          isLabelHidden
          placeholder={t('compareWith')}
          value={otherId ?? null}
          onChange={setOtherId}
          options={others.map((one) => ({ id: one.id, label: nameOf(one) }))}
          className="w-64"
        />
        <SegmentedControl
          label={t('way')}
          segments={(['beside', 'slider'] as const).map((value) => ({ value, label: t(`ways.${value}`) }))}
          value={way}
          onChange={setWay}
        />
        <Button size="small" className="ms-auto" onPress={onClose}>
          {t('compareEnd')}
        </Button>
      </div>
      {pair?.[0] && pair[1] && (way === 'beside' ? <Beside pair={pair} nameOf={nameOf} /> : <Slider pair={pair} />)}
    </>
  )
}

function Beside({ pair, nameOf }: { pair: DocumentReference[]; nameOf: (one: DocumentReference) => string }) {
  const { slug } = useOrganization()
  return (
    <div className="grid min-h-0 flex-1 grid-cols-2 gap-3 max-sm:grid-cols-1">
      {pair.map((one) => (
        <figure key={one.id} className="flex min-h-0 flex-col rounded-lg bg-sunken">
          <img src={contentUrl(slug, one.id)} alt={one.title} className="min-h-0 flex-1 object-contain" />
          <figcaption dir="auto" className="truncate px-3 py-2 text-center text-13 text-muted">
            {nameOf(one)}
          </figcaption>
        </figure>
      ))}
    </div>
  )
}

/** The older one up to the edge, the newer one behind it; before and after lie as the pictures do, in any direction of reading. */
function Slider({ pair: [before, after] }: { pair: DocumentReference[] }) {
  const { t } = useTranslation('attachments')
  const { slug } = useOrganization()
  const [edge, setEdge] = useState(50)
  if (!before || !after) return null
  return (
    <div dir="ltr" className="relative flex min-h-0 flex-1 flex-col gap-2">
      <div className="relative min-h-0 flex-1 overflow-hidden rounded-lg bg-sunken">
        <img src={contentUrl(slug, after.id)} alt={after.title} className="absolute size-full object-contain" />
        <img
          src={contentUrl(slug, before.id)}
          alt={before.title}
          className="absolute size-full object-contain"
          style={{ clipPath: `inset(0 ${100 - edge}% 0 0)` }}
        />
        <span aria-hidden="true" className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${edge}%` }} />
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={edge}
        aria-label={t('edge')}
        onChange={({ target }) => setEdge(Number(target.value))}
        className="w-full accent-(--accent)"
      />
    </div>
  )
}
