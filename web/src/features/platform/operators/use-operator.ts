import { useMe } from '../../../kit/session/session.tsx'

/** What the reader may do to the platform: a reader of it changes nothing. */
export function useOperator() {
  const { account } = useMe()
  return { mayChange: account.platformRole === 'operator', accountId: account.id }
}
