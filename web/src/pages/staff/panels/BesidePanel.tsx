import { isOffered, useFeatures } from '../../../kit/screen/feature.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'

/** The one panel that the address names, if the role may see it; the work of higher tiers lies above that of lower ones. */
export function BesidePanel({ patientId }: { patientId?: string }) {
  const { search } = useAddress<Record<string, string>>()
  const reader = useOrganization()
  const panels = useFeatures().flatMap(({ panels: own = [] }) => own)
  const panel = panels.findLast((one) => search[one.key] && isOffered(one, reader))
  if (!panel) return null
  return <panel.component value={search[panel.key] ?? ''} patientId={patientId} />
}
