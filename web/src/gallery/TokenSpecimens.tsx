import { hueClass, type Hue } from '../ui/signs/Avatar.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

const surfaces = ['bg-canvas', 'bg-surface', 'bg-raised', 'bg-sunken']
const strong = [
  'bg-accent text-on-accent',
  'bg-good text-on-strong',
  'bg-warn text-on-strong',
  'bg-bad text-on-strong',
  'bg-info text-on-strong',
]
const soft = [
  'bg-accent-soft text-accent-ink',
  'bg-good-soft text-good-ink',
  'bg-warn-soft text-warn-ink',
  'bg-bad-soft text-bad-ink',
  'bg-info-soft text-info-ink',
]
const sizes = ['text-28', 'text-20', 'text-16', 'text-14', 'text-13', 'text-12']
const hues: Hue[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

export function TokenSpecimens() {
  const say = useWords()
  const sample = say('Mira, 09:30', 'ميرا، ٠٩:٣٠')
  return (
    <Specimens id="tokens" title={say('Tokens', 'الرموز')}>
      <Specimen name="surfaces, text and lines">
        {surfaces.map((name) => (
          <div key={name} className={`${name} w-44 rounded-lg border border-line p-3`}>
            <div dir="ltr" className="text-start">
              {name}
            </div>
            <div className="text-13 text-muted">{sample}</div>
          </div>
        ))}
      </Specimen>
      <Specimen name="meanings">
        {[...strong, ...soft].map((name) => (
          <div key={name} dir="ltr" className={`${name} w-44 rounded-lg px-3 py-2 text-13 font-semibold`}>
            {name.split(' ')[0]}
          </div>
        ))}
      </Specimen>
      <Specimen name="hue-1 … hue-12" className="grid! grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))]">
        {hues.map((hue) => (
          <div key={hue} className={`${hueClass(hue)} flex flex-col gap-1 text-12`}>
            <div className="rounded-lg bg-hue px-2 py-1.5 font-semibold text-white">
              {hue} · {sample}
            </div>
            <div className="rounded-lg border-s-3 border-hue-line bg-hue-soft px-2 py-1.5">{sample}</div>
          </div>
        ))}
      </Specimen>
      <Specimen name="closed-hours">
        <div className="closed-hours h-16 w-44 rounded-lg border border-line bg-surface" />
      </Specimen>
      <Specimen name="type: six sizes, two weights" className="flex-col items-start!">
        {sizes.map((size) => (
          <p key={size} className={size}>
            {say('The quick brown fox', 'نصّ حكيم له سرّ قاطع')}{' '}
            <span className="font-semibold tabular-nums">1,234.50</span>
          </p>
        ))}
      </Specimen>
    </Specimens>
  )
}
