import { useQuery } from '@tanstack/react-query'
import type { ControlEvent } from '@polyclinic/contract/organizations/access.ts'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { useRoleName } from '../roles/use-role-name.ts'

/** Columns that only keep the books. */
const unsaid = new Set(['id', 'version', 'created_at', 'organization_id', 'filled_at', 'founded_at'])

/** What happened to an account, to members and their rights. */
interface SecurityEvent extends Pick<ControlEvent, 'accountName' | 'subject' | 'subjectId' | 'fields'> {
  action: string
  /** Of what happened to an account, and how often within a minute. */
  kind?: string
  times?: number
}

export function useEventWords() {
  const { t } = useTrade('organizations')
  const { list, number } = useFormat()
  const { slug: organization, can } = useOrganization()
  const roleName = useRoleName()
  const input = { params: { organization } }
  const members = useQuery({ ...q.organizations.members.list.queryOptions({ input }), enabled: can('members.read') })
  const roles = useQuery({ ...q.organizations.roles.list.queryOptions({ input }), enabled: can('members.read') })

  /** Whose membership, which role: where it can still be named. */
  const named = ({ subject, subjectId }: SecurityEvent) => {
    if (subject === 'memberships') return members.data?.items.find((one) => one.accountId === subjectId)?.name
    const role = subject === 'roles' && roles.data?.items.find(({ key }) => key === subjectId)
    return role ? roleName(role) : undefined
  }
  const subjectOf = (event: SecurityEvent) => {
    const subject = t(`events.subject.${event.subject}`, { defaultValue: event.subject.replaceAll('_', ' ') })
    const name = named(event)
    return name ? t(`events.named.${event.subject}`, { name }) : subject
  }

  return {
    // A refusal of nobody known was somebody's; all else that nobody did was done by itself.
    who: ({ accountName, action }: SecurityEvent) =>
      accountName ?? t(action === 'refuse' ? 'events.somebody' : 'events.system'),
    what: (event: SecurityEvent) => {
      const { kind } = event
      if (kind) return t(`events.kind.${kind}`, { defaultValue: kind.replaceAll('-', ' ') })
      if (event.fields.includes('founded_at')) return t('events.founded')
      return t(`events.action.${event.action}`, { subject: subjectOf(event) })
    },
    more: ({ action, fields, times = 1 }: SecurityEvent) => {
      if (times > 1) return t('events.times', { count: times, shown: number(times) })
      // A column without a word of its own is none of the reader's business.
      const said = fields
        .filter((field) => !unsaid.has(field))
        .map((field) => t(`events.field.${field}`, { defaultValue: '' }))
        .filter(Boolean)
      return action === 'update' && said.length > 0 ? list([...new Set(said)]) : undefined
    },
  }
}
