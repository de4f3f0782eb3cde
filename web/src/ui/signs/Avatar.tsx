import { cx } from '../class-names.ts'
import { initials } from './initials.ts'

export type Hue = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

/** One class names the hue of all that is inside: bg-hue, bg-hue-soft, border-hue-line. */
export function hueClass(hue: Hue) {
  return `hue-${hue}`
}

type Props = {
  name: string
  /** A practitioner's or resource's own hue; patients have none. */
  hue?: Hue
  imageUrl?: string
  size?: 'small' | 'medium' | 'large'
  className?: string
}

const sizes = { small: 'size-6 text-12', medium: 'size-8 text-12', large: 'size-12 text-16' }

/** A face or initials. Decoration beside a written name, so hidden from assistive technology. */
export function Avatar({ name, hue, imageUrl, size = 'medium', className }: Props) {
  const look = cx('shrink-0 rounded-full font-semibold select-none', sizes[size], className)
  if (imageUrl) return <img src={imageUrl} alt="" className={cx(look, 'object-cover')} />
  return (
    <span
      aria-hidden="true"
      // drawn, not written: a button's label need not begin with them (WCAG 2.5.3)
      data-initials={initials(name)}
      className={cx(
        look,
        'inline-flex items-center justify-center before:content-[attr(data-initials)]',
        hue ? cx(hueClass(hue), 'bg-hue text-white') : 'bg-pressed text-ink',
      )}
    />
  )
}
