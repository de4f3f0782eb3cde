import { useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ink } from '@polyclinic/contract/attachments/document-words.ts'
import type { Mark } from '@polyclinic/contract/attachments/annotations.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { cx } from '../../../ui/class-names.ts'
import { markOf, pointIn, type Point, type Tool } from './drawing.ts'
import { Marks } from './Marks.tsx'
import { TextMark } from './TextMark.tsx'

type Props = {
  url: string
  name: string
  /** 1: as large as fits. */
  zoom: number
  marks: readonly Mark[]
  /** With what the pointer draws; without it the picture is moved by scrolling. */
  pen?: { tool: Tool; ink: Ink; onMark: (mark: Mark) => void }
}

/** A picture in its frame, with what lies over it. */
export function Stage({ url, name, zoom, marks, pen }: Props) {
  const { t } = useTranslation('attachments')
  const [size, setSize] = useState<{ width: number; height: number }>()
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <Banner tone="bad">{t('broken')}</Banner>
  return (
    <div
      // what is larger than its frame is moved by the arrow keys; a tab stop of its own, since not every browser makes one
      {...(zoom > 1 && { role: 'region', tabIndex: 0, 'data-arrows': 'own' })}
      {...(zoom <= 1 && { role: 'group' })}
      aria-label={zoom > 1 ? t('stage', { what: name }) : name}
      className="flex min-h-0 flex-1 overflow-auto rounded-lg bg-sunken focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent"
    >
      <div
        className="relative m-auto shrink-0"
        style={size && { width: `min(${zoom * 100}%, ${zoom * 62}vh * ${size.width / size.height})` }}
      >
        <img
          src={url}
          alt={name}
          draggable={false}
          className="block w-full select-none"
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
          onError={() => setBroken(true)}
        />
        {size && <Marks marks={marks} size={size} />}
        {size && pen && <Paper key={pen.tool} pen={pen} size={size} />}
      </div>
    </div>
  )
}

type PaperProps = {
  pen: NonNullable<Props['pen']>
  size: { width: number; height: number }
}

/** What the pointer draws on. */
function Paper({ pen: { tool, ink, onMark }, size }: PaperProps) {
  const [points, setPoints] = useState<readonly Point[]>([])
  const [textAt, setTextAt] = useState<Point>()
  const at = (event: PointerEvent) => pointIn(event.currentTarget.getBoundingClientRect(), event)
  const begin = (event: PointerEvent) => {
    if (tool === 'text') return setTextAt(at(event))
    event.currentTarget.setPointerCapture(event.pointerId)
    setPoints([at(event)])
  }
  const end = () => {
    const mark = tool === 'text' ? undefined : markOf(tool, ink, points)
    setPoints([])
    if (mark) onMark(mark)
  }
  const underway = tool === 'text' ? undefined : markOf(tool, ink, points)
  return (
    <>
      {underway && <Marks marks={[underway]} size={size} />}
      <div
        className={cx('absolute inset-0 touch-none', tool === 'text' ? 'cursor-text' : 'cursor-crosshair')}
        onPointerDown={begin}
        onPointerMove={(event) => points.length > 0 && setPoints([...points, at(event)])}
        onPointerUp={end}
        onPointerCancel={() => setPoints([])}
      />
      {textAt && (
        <TextMark
          at={textAt}
          onDone={(text) => {
            setTextAt(undefined)
            if (text) onMark({ kind: 'text', ink, at: textAt, text })
          }}
        />
      )}
    </>
  )
}
