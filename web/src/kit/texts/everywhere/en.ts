import type { Catalogue } from '../catalogue.ts'

/** What any page may have to say, in one file: the kit's words and those of features. */
export default import.meta.glob<Catalogue>(
  [
    '../../locales/en.json',
    '../../../features/{identity,factors}/locales/en.json',
    '../../../features/*/locales/everywhere/en.json',
    '../../../pages/*/locales/everywhere/en.json',
  ],
  { import: 'default', eager: true },
)
