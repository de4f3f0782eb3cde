import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { endsOfOrganization, liveSubjects } from '../organizations/public.ts'
import { removeAllHosts } from './hosts/actions.ts'
import { checkHosts, hostsToCheck } from './hosts/jobs.ts'
import { hostRoutes } from './hosts/routes.ts'
import { websitePages } from './website/pages.ts'
import { previewRoutes, websiteRoutes } from './website/routes.ts'

export const website: Feature = {
  name: 'website',
  tier: 5,
  owns: ['control.hosts', 'tenant.websites'],
  readable: { 'tenant.websites.embed_origins': 'addresses of sites that everybody can see' },
  leftBehind: {
    'control.hosts.proof': 'proves a name to this installation',
  },
  routes: { website: websiteRoutes, previews: previewRoutes, hosts: hostRoutes },
  pages: websitePages,
  jobs: [checkHosts],
  due: [hostsToCheck],
  extensions: [
    extend(liveSubjects, { website: 'organization' }),
    // whoever owns a name may show something else there
    extend(endsOfOrganization, removeAllHosts),
  ],
}
