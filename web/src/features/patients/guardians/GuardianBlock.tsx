import { useQuery } from '@tanstack/react-query'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Skeleton } from '../../../ui/signs/Skeleton.tsx'
import { ContactLines } from '../contacts/ContactLines.tsx'
import type { GuardianRef } from '../patient-form/patient-values.ts'
import { guardianQuery } from './queries.ts'

export function GuardianBlock({ guardian }: { guardian: GuardianRef }) {
  const { slug } = useOrganization()
  const { data, isPending } = useQuery(guardianQuery(slug, guardian.id))
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <AppLink href={paths.guardian(slug, guardian.id)} className={`${linkClass} self-start font-semibold break-words`}>
        <bdi>{data?.name ?? guardian.name}</bdi>
      </AppLink>
      {isPending && <Skeleton lines={2} width="60%" />}
      {data?.contact && <ContactLines contact={data.contact} />}
    </div>
  )
}
