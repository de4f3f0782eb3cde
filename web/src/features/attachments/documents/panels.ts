import type { ChartPanel } from '../../../kit/screen/feature.ts'
import { DocumentsPanel } from './DocumentsPanel.tsx'

export const chartPanels: readonly ChartPanel[] = [
  {
    id: 'documents',
    titleKey: 'attachments:panel',
    order: 30,
    place: 'main',
    permission: 'charts.read',
    component: DocumentsPanel,
  },
]
