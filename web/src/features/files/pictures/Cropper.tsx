import { useRef, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { maxZoom, moved, rangeOf, squareOf, within, type Size, type View } from './crop.ts'

type Props = {
  /** Where the whole picture is read. */
  url: string
  size: Size
  view: View
  onView: (view: View) => void
}

/** A picture under a round window: drawn by hand, or moved and enlarged by sliders, which the keyboard reaches. */
export function Cropper({ url, size, view, onView }: Props) {
  const { t } = useTranslation('files')
  const change = (part: Partial<View>) => onView(within(size, { ...view, ...part }))
  const { x, y } = rangeOf(size, view)
  return (
    <div className="flex flex-col items-center gap-4">
      <Window url={url} size={size} view={view} onView={onView} />
      <p className="text-13 text-muted">{t('portrait.hint')}</p>
      <div className="grid w-64 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 text-13">
        <Slider
          label={t('portrait.zoom')}
          value={view.zoom}
          range={[1, maxZoom]}
          onChange={(zoom) => change({ zoom })}
        />
        <Slider label={t('portrait.across')} value={view.x} range={x} onChange={(at) => change({ x: at })} />
        <Slider label={t('portrait.down')} value={view.y} range={y} onChange={(at) => change({ y: at })} />
      </div>
    </div>
  )
}

function Window({ url, size, view, onView }: Props) {
  const stage = useRef<HTMLDivElement>(null)
  const drawn = (event: PointerEvent) => {
    const shown = stage.current?.clientWidth ?? 0
    if (event.buttons > 0 && shown > 0) onView(moved(size, view, event.movementX / shown, event.movementY / shown))
  }
  const { left, top, side } = squareOf(size, view)
  return (
    <div
      ref={stage}
      dir="ltr"
      className="relative size-64 cursor-grab touch-none overflow-hidden rounded-full bg-sunken select-none active:cursor-grabbing"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drawn}
    >
      <img
        src={url}
        alt=""
        draggable={false}
        className="absolute start-0 top-0 max-w-none"
        style={{
          width: `${(size.width / side) * 100}%`,
          transform: `translate(${(-left / size.width) * 100}%, ${(-top / size.height) * 100}%)`,
        }}
      />
    </div>
  )
}

type SliderProps = {
  label: string
  value: number
  range: [low: number, high: number]
  onChange: (value: number) => void
}

function Slider({ label, value, range: [min, max], onChange }: SliderProps) {
  return (
    <label className="contents">
      {label}
      <input
        type="range"
        // a picture is not mirrored where people read from the right
        dir="ltr"
        min={min}
        max={max}
        step="any"
        value={value}
        disabled={max - min < 0.001}
        className="min-w-0 accent-accent disabled:opacity-50"
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </label>
  )
}
