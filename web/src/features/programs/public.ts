export { AppConsent } from './connected-apps/AppConsent.tsx'
export { ConnectedAppsPanel } from './connected-apps/ConnectedAppsPanel.tsx'
export { ProgramsPanel } from './tokens/ProgramsPanel.tsx'
export { ProgramsReviewed } from './apps/ProgramsReviewed.tsx'
