import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Columns2, Minus, PenLine, Plus } from 'lucide-react'
import type { Annotation, Mark } from '@polyclinic/contract/attachments/annotations.ts'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Switch } from '../../../ui/choices/Switch.tsx'
import { contentUrl } from '../documents/queries.ts'
import { Compare } from './Compare.tsx'
import { Drawn } from './Drawn.tsx'
import { DrawingBar } from './DrawingBar.tsx'
import type { Tool } from './drawing.ts'
import { Stage } from './Stage.tsx'
import { useDrawing } from './use-drawing.ts'

type Props = { document: DocumentReference; documents: readonly DocumentReference[] }

const [least, most] = [1, 8]

/** A picture: nearer and farther, with what was drawn on it or without, drawn on anew, beside another one. */
export function PictureView({ document, documents }: Props) {
  const { t } = useTranslation('attachments')
  const { slug: organization, can } = useOrganization()
  const [zoom, setZoom] = useState(1)
  const [showsMarks, setShowsMarks] = useState(true)
  const [tool, setTool] = useState<Tool>()
  const [isComparing, setComparing] = useState(false)
  const drawing = useDrawing(document)
  const drawn = useDrawn(document.id)
  const closer = (by: number) => setZoom((now) => Math.min(most, Math.max(least, now * by)))
  useZoomKeys(closer)
  const others = documents.filter((one) => isShown(one) && one.id !== document.id)
  if (isComparing) return <Compare document={document} others={others} onClose={() => setComparing(false)} />
  const marks: readonly Mark[] = showsMarks ? [...drawn.flatMap((one) => one.marks), ...drawing.marks] : drawing.marks
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2">
        <Zoom zoom={zoom} closer={closer} />
        {drawn.length > 0 && <Switch label={t('showMarks')} value={showsMarks} onChange={setShowsMarks} />}
        <span className="me-auto" />
        {others.length > 0 && (
          <Button
            size="small"
            icon={<Columns2 aria-hidden="true" className="size-4" />}
            onPress={() => setComparing(true)}
          >
            {t('compare')}
          </Button>
        )}
        {/* drawings belong to a chart */}
        {document.patientId && can('charts.write') && (
          <DrawButton isOn={tool !== undefined} onPress={() => setTool(tool ? undefined : 'line')} />
        )}
      </div>
      {tool ? (
        <DrawingBar drawing={drawing} drawn={drawn} tool={tool} onTool={setTool} />
      ) : (
        showsMarks && <Drawn drawn={drawn} />
      )}
      <Stage
        url={contentUrl(organization, document.id)}
        name={document.title}
        zoom={zoom}
        marks={marks}
        pen={tool && { tool, ink: drawing.ink, onMark: drawing.add }}
      />
    </>
  )
}

const isShown = ({ kind, isHeld, isTakenAway }: DocumentReference) => kind === 'picture' && !isHeld && !isTakenAway

/** What was drawn on it and counts. */
function useDrawn(id: string): Annotation[] {
  const { slug: organization } = useOrganization()
  const { data } = useQuery(q.attachments.annotations.list.queryOptions({ input: { params: { organization, id } } }))
  return (data?.items ?? []).filter(({ status }) => status === 'current')
}

function DrawButton({ isOn, onPress }: { isOn: boolean; onPress: () => void }) {
  const { t } = useTranslation('attachments')
  return (
    <Button size="small" icon={<PenLine aria-hidden="true" className="size-4" />} aria-pressed={isOn} onPress={onPress}>
      {t('draw')}
    </Button>
  )
}

function Zoom({ zoom, closer }: { zoom: number; closer: (by: number) => void }) {
  const { t } = useTranslation('attachments')
  return (
    <>
      <IconButton
        size="small"
        label={t('smaller')}
        icon={<Minus aria-hidden="true" className="size-4" />}
        isDisabled={zoom === least}
        onPress={() => closer(0.5)}
      />
      <IconButton
        size="small"
        label={t('larger')}
        icon={<Plus aria-hidden="true" className="size-4" />}
        isDisabled={zoom === most}
        onPress={() => closer(2)}
      />
    </>
  )
}

function useZoomKeys(closer: (by: number) => void): void {
  useEffect(() => {
    const press = ({ key, target }: KeyboardEvent) => {
      if ((target as Element | null)?.closest('input, textarea')) return
      if (key === '+' || key === '=') closer(2)
      if (key === '-') closer(0.5)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}
