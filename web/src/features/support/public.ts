export { AskedSection } from './asked-accesses/AskedSection.tsx'
export { SupportReviewed } from './support-accesses/SupportReviewed.tsx'
export { SupportBanner } from './support-accesses/SupportBanner.tsx'
export { SupporterBanner } from './asked-accesses/SupporterBanner.tsx'
