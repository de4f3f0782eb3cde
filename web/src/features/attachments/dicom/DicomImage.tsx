import { useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { millimetres, paintedFrame, type Dicom } from './pixels.ts'

type Point = readonly [x: number, y: number]
const modes = ['window', 'move', 'measure'] as const
type Mode = (typeof modes)[number]

const still = { zoom: 1, x: 0, y: 0 }

/** Brightness and contrast, nearer and farther, moved, measured, frame by frame. */
export function DicomImage({ dicom, name }: { dicom: Dicom; name: string }) {
  const { t } = useTranslation('attachments')
  const [frame, setFrame] = useState(0)
  const { mode, setMode, shades, place, line, closer, reset, pointer } = useHandling(dicom)
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-3">
        <SegmentedControl
          label={t('dicom.mode')}
          segments={modes.map((value) => ({ value, label: t(`dicom.modes.${value}`) }))}
          value={mode}
          onChange={setMode}
        />
        <Button size="small" onPress={() => closer(0.5)}>
          {t('smaller')}
        </Button>
        <Button size="small" onPress={() => closer(2)}>
          {t('larger')}
        </Button>
        <Button size="small" onPress={reset}>
          {t('dicom.reset')}
        </Button>
        {dicom.frames > 1 && <Frames count={dicom.frames} frame={frame} onFrame={setFrame} />}
        <Values dicom={dicom} shades={shades} line={line} />
      </div>
      <div
        dir="ltr"
        className="relative min-h-80 flex-1 touch-none overflow-hidden rounded-lg"
        style={{ background: '#000' }}
      >
        <div
          className="absolute size-full"
          style={{ transform: `translate(${place.x}px, ${place.y}px) scale(${place.zoom})` }}
        >
          <Frame dicom={dicom} frame={frame} shades={shades} />
          <svg
            role="img"
            aria-label={name}
            viewBox={`0 0 ${dicom.columns} ${dicom.rows}`}
            className="absolute size-full"
            {...pointer}
          >
            {line && <Measured line={line} />}
          </svg>
        </div>
      </div>
    </>
  )
}

/** What the pointer and the buttons do to a picture; the picture itself stays as it is. */
function useHandling(dicom: Dicom) {
  const [mode, setMode] = useState<Mode>('window')
  const [shades, setShades] = useState(dicom.window)
  const [place, setPlace] = useState(still)
  const [line, setLine] = useState<[Point, Point]>()
  const last = useRef<Point>(undefined)
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    last.current = [event.clientX, event.clientY]
    if (mode === 'measure') setLine([pixelAt(event, dicom), pixelAt(event, dicom)])
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!last.current) return
    const [dx, dy] = [event.clientX - last.current[0], event.clientY - last.current[1]]
    if (mode === 'measure') return setLine((now) => now && [now[0], pixelAt(event, dicom)])
    last.current = [event.clientX, event.clientY]
    if (mode === 'move') return setPlace((now) => ({ ...now, x: now.x + dx, y: now.y + dy }))
    const step = Math.max(1, dicom.window.width / 400)
    setShades(({ center, width }) => ({ center: center + dy * step, width: Math.max(1, width + dx * step) }))
  }
  const end = () => (last.current = undefined)
  return {
    mode,
    setMode,
    shades,
    place,
    line,
    closer: (by: number) => setPlace((now) => ({ ...now, zoom: Math.min(16, Math.max(0.5, now.zoom * by)) })),
    reset() {
      setShades(dicom.window)
      setPlace(still)
      setLine(undefined)
    },
    pointer: { onPointerDown: begin, onPointerMove: move, onPointerUp: end, onPointerCancel: end },
  }
}

function Frame({ dicom, frame, shades }: { dicom: Dicom; frame: number; shades: Dicom['window'] }) {
  const paint = (canvas: HTMLCanvasElement | null) => {
    const painted = new ImageData(paintedFrame(dicom, frame, shades), dicom.columns, dicom.rows)
    canvas?.getContext('2d')?.putImageData(painted, 0, 0)
  }
  return <canvas ref={paint} width={dicom.columns} height={dicom.rows} className="absolute size-full object-contain" />
}

const Measured = ({ line: [[ax, ay], [bx, by]] }: { line: [Point, Point] }) => (
  <line x1={ax} y1={ay} x2={bx} y2={by} stroke="#f5d90a" strokeWidth={2} vectorEffect="non-scaling-stroke" />
)

/** Where a pointer is, in pixels of the picture, however it is moved and enlarged. */
function pixelAt(event: PointerEvent<SVGSVGElement>, { columns, rows }: Dicom): Point {
  const box = event.currentTarget.getBoundingClientRect()
  const scale = Math.min(box.width / columns, box.height / rows)
  const [left, top] = [(box.width - columns * scale) / 2, (box.height - rows * scale) / 2]
  return [(event.clientX - box.left - left) / scale, (event.clientY - box.top - top) / scale]
}

function Frames({ count, frame, onFrame }: { count: number; frame: number; onFrame: (frame: number) => void }) {
  const { t } = useTranslation('attachments')
  return (
    <label className="flex items-center gap-2 text-13">
      {t('dicom.frame', { frame: frame + 1, of: count })}
      <input
        type="range"
        min={0}
        max={count - 1}
        value={frame}
        onChange={({ target }) => onFrame(Number(target.value))}
        className="accent-(--accent)"
      />
    </label>
  )
}

type ValuesProps = { dicom: Dicom; shades: Dicom['window']; line?: [Point, Point] }

function Values({ dicom, shades, line }: ValuesProps) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const length = line && millimetres(dicom, ...line)
  return (
    <output className="text-13 text-muted tabular-nums">
      {t('dicom.window', { center: Math.round(shades.center), width: Math.round(shades.width) })}
      {line && ' · '}
      {line && (length === undefined ? t('dicom.noSize') : t('dicom.length', { length: format.number(length) }))}
    </output>
  )
}
