import type { ReactNode } from 'react'
import { FormActions } from '../../../ui/fields/FormActions.tsx'

/** The buttons of a form in a side panel: always in sight, side by side even on a phone. */
export function PanelActions({ children }: { children: ReactNode }) {
  return (
    <FormActions className="sticky -bottom-5 z-10 -mb-5 border-t border-line bg-surface py-3 max-sm:flex-row! max-sm:[&>button]:flex-1">
      {children}
    </FormActions>
  )
}
