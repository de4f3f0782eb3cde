import type { ReactNode } from 'react'
import {
  CalendarCheck,
  CalendarHeart,
  CalendarX,
  CircleHelp,
  CircleSlash,
  CloudOff,
  History,
  MailCheck,
  MapPinCheck,
  type LucideIcon,
} from 'lucide-react'
import { cx } from '../../ui/class-names.ts'
import type { AppointmentPhase } from './appointment-phase.ts'

type Kind = AppointmentPhase | 'unavailable' | 'no-page' | 'address'

const signs: Record<Kind, { icon: LucideIcon; look: string }> = {
  booked: { icon: CalendarHeart, look: 'bg-accent-soft text-accent-ink' },
  confirmed: { icon: CalendarCheck, look: 'bg-good-soft text-good-ink' },
  here: { icon: MapPinCheck, look: 'bg-good-soft text-good-ink' },
  past: { icon: History, look: 'bg-sunken text-muted' },
  cancelled: { icon: CalendarX, look: 'bg-sunken text-muted' },
  confirming: { icon: CircleHelp, look: 'bg-warn-soft text-warn-ink' },
  refused: { icon: CircleSlash, look: 'bg-warn-soft text-warn-ink' },
  unconfirmed: { icon: CircleSlash, look: 'bg-warn-soft text-warn-ink' },
  'not-found': { icon: CircleHelp, look: 'bg-sunken text-muted' },
  'no-page': { icon: CircleHelp, look: 'bg-sunken text-muted' },
  address: { icon: MailCheck, look: 'bg-accent-soft text-accent-ink' },
  unavailable: { icon: CloudOff, look: 'bg-sunken text-muted' },
}

export function PhaseHeading({ kind, title, text }: { kind: Kind; title: string; text: ReactNode }) {
  const { icon: Icon, look } = signs[kind]
  return (
    <div className="mb-6">
      <span className={cx('mb-4 flex size-12 items-center justify-center rounded-xl', look)}>
        <Icon aria-hidden="true" className="size-6" />
      </span>
      <h1 className="text-28 font-semibold ltr:tracking-tight">{title}</h1>
      <p className="mt-1 text-16 text-muted">{text}</p>
    </div>
  )
}
