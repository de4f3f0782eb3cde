export { AskedSection } from './asked-accesses/AskedSection.tsx'
export { SupportBanner } from './support-accesses/SupportBanner.tsx'
export { SupporterBanner } from './asked-accesses/SupporterBanner.tsx'
