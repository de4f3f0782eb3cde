import { useEffect } from 'react'
import { readColour } from '@polyclinic/contract/kit/brand/colour.ts'
import { drawnIcon } from '@polyclinic/contract/kit/brand/icon.ts'
import { propertiesOf } from '@polyclinic/contract/kit/brand/properties.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { logoUrl } from '../logo/logo-url.ts'

/** While one works for an organization the app is drawn in its accent, and its tab bears its sign. */
export function useOwnLook(): void {
  const { name, membership } = useOrganization()
  const { accent: said } = membership.organization
  const logo = logoUrl(membership.organization)
  const accent = said === null ? undefined : readColour(said)
  useEffect(() => {
    if (accent === undefined) return
    const { style } = document.documentElement
    const properties = Object.entries(propertiesOf({ accent }))
    for (const [property, value] of properties) style.setProperty(property, value)
    return () => {
      for (const [property] of properties) style.removeProperty(property)
    }
  }, [accent])
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    const own = logo ?? (accent && `data:image/svg+xml,${encodeURIComponent(drawnIcon(name, accent))}`)
    if (!icon || own === undefined) return
    const { href, type } = icon
    icon.removeAttribute('type')
    icon.href = own
    return () => {
      icon.type = type
      icon.href = href
    }
  }, [logo, accent, name])
}
