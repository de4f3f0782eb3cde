import { day } from '@polyclinic/contract/kit/durations.ts'
import { useState } from 'react'
import { useAddress } from '../../../kit/screen/navigation.tsx'

const days = 90

/** The list narrowed, in the address, to what nobody has used for 90 days; what is newer than that is not meant. */
export function useUnused() {
  const { search, set } = useAddress<{ unused: '1' }>()
  const isOn = search.unused === '1'
  const [since] = useState(() => Date.now() - days * day)
  return {
    isOn,
    setOn: (on: boolean) => set({ unused: on ? '1' : undefined }, { replace: true }),
    /** `from`: when it could first be used. */
    keeps: (lastUsedAt: string | undefined, from: string) => !isOn || Date.parse(lastUsedAt ?? from) < since,
  }
}
