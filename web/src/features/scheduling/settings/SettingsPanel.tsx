import { Suspense, useSyncExternalStore, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'

type PanelProps = {
  title: string
  subtitle?: string
  size?: 'medium' | 'large'
  onClose: () => void
  children: ReactNode
}

/** Looked up again after each drawing, which is all that is needed. */
const neverChanges = () => () => {}

/** The form beside the table: the last piece of the page's row, wherever the table stands in it. */
export function SettingsPanel({ title, subtitle, size, onClose, children }: PanelProps) {
  const { t } = useTranslation('scheduling')
  // Opened by its address, the panel is drawn before the frame stands in the document.
  const frame = useSyncExternalStore(
    neverChanges,
    () => document.getElementById('content'),
    () => null,
  )
  if (!frame) return null
  return createPortal(
    <Suspense>
      <SidePanel title={title} subtitle={subtitle} size={size} closeLabel={t('kit:action.close')} onClose={onClose}>
        {children}
      </SidePanel>
    </Suspense>,
    frame,
  )
}
