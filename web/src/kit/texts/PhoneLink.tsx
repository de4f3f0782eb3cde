import { phoneLink } from '@polyclinic/contract/kit/reading/phone.ts'
import { linkClass } from '../../ui/buttons/Link.tsx'

export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a href={phoneLink(phone)} className={linkClass}>
      <bdi dir="ltr" className="tabular-nums">
        {phone}
      </bdi>
    </a>
  )
}
