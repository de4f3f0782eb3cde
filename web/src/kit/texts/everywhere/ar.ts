import type { Catalogue } from '../catalogue.ts'

/** What any page may have to say, in one file: the kit's words and those of features. */
export default import.meta.glob<Catalogue>(
  [
    '../../locales/ar.json',
    '../../../features/{identity,factors}/locales/ar.json',
    '../../../features/*/locales/everywhere/ar.json',
    '../../../pages/*/locales/everywhere/ar.json',
  ],
  { import: 'default', eager: true },
)
