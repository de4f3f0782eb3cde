type Search = Record<string, string | number | boolean | undefined>

const encode = encodeURIComponent

/** Appends what is set as a query, in the order given. */
function withSearch(path: string, search: Search = {}): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== '') query.set(key, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/** The panels beside the work: an appointment, a patient at a glance, the booking form and what it starts with. */
export interface PanelSearch {
  visit?: string
  /** It is open with the form for another time. */
  move?: '1'
  book?: '1'
  /** What booking starts with: an instant or a day, ids. */
  at?: string
  on?: string
  practitioner?: string
  service?: string
  room?: string
  patient?: string
  new?: string
  /** What a new patient is called, as far as it was typed in a search. */
  name?: string
  emergency?: '1'
}

export interface CalendarSearch extends PanelSearch {
  clinic?: string
  /** The first day shown, `YYYY-MM-DD`. */
  date?: string
  view?: 'day' | 'week'
  by?: 'practitioner' | 'room'
  /** Whose columns alone: practitioners or rooms, with commas between; `all`. */
  who?: string
  cancelled?: 'included'
}

export interface PatientsSearch extends PanelSearch {
  search?: string
  archived?: 'only'
  list?: 'guardians'
  /** By name unless told. */
  sort?: 'next-visit' | 'last-visit'
}

const search = (value: object | undefined) => value as Search | undefined
const below = (organization: string, path: string) => `/${encode(organization)}${path}`
const setting = (name: string) => (organization: string) => below(organization, `/settings/${name}`)

/** Addresses that something links to. Links are made here, or from a row of a manifest (`hrefOf`), and nowhere else. */
export const paths = {
  home: () => '/',
  phone: (organization: string) => `/phone/${encode(organization)}`,
  patientRights: (organization: string, id: string) => below(organization, `/patients/${encode(id)}/rights`),
  rightsRequests: (organization: string) => below(organization, '/rights-requests'),
  inbox: (organization: string) => below(organization, '/inbox'),
  signIn: (to?: {
    next?: string
    email?: string
    /** A colleague who is locked here; `other`: none of them. */ seat?: string
  }) => withSearch('/sign-in', to),
  secondFactor: (to?: { next?: string }) => withSearch('/sign-in/second-factor', to),
  signUp: (to?: { next?: string; email?: string }) => withSearch('/sign-up', to),
  verify: (to?: { email?: string; done?: '1'; next?: string }) => withSearch('/verify', to),
  forgot: (to?: { email?: string }) => withSearch('/forgot', to),
  reset: (to?: { token?: string }) => withSearch('/reset', to),
  invitation: (token: string) => `/invitations/${encode(token)}`,
  /** Where a patient or guardian connects their record; `email`: they have a code already. */
  claim: (organization: string, to?: { email?: string }) => withSearch(`/claim/${encode(organization)}`, to),
  consent: (uid: string) => `/consent/${encode(uid)}`,
  emailChange: (token: string) => `/email-changes/${encode(token)}`,
  account: {
    profile: () => '/account',
    /** `linked`: a provider that was just connected; `problem`: why one was not. */
    security: (to?: { linked?: string; problem?: string }) => withSearch('/account/security', to),
    devices: () => '/account/devices',
    apps: () => '/account/apps',
    visits: () => '/account/visits',
    records: () => '/account/records',
    data: () => '/account/data',
  },
  platform: {
    organizations: () => '/platform',
    organization: (id: string) => withSearch('/platform', { organization: id }),
    plans: () => '/platform/plans',
    billing: () => '/platform/billing',
    operators: () => '/platform/operators',
    log: () => '/platform/log',
    health: () => '/platform/health',
    toggles: () => '/platform/features',
    invitation: (token: string) => `/platform/invitations/${encode(token)}`,
  },
  newOrganization: () => '/new',
  components: () => '/dev/components',

  setup: (organization: string) => below(organization, '/setup'),
  today: (organization: string, panel?: PanelSearch) => withSearch(below(organization, '/today'), search(panel)),
  calendar: (organization: string, view?: CalendarSearch) => withSearch(below(organization, '/calendar'), search(view)),
  patients: (organization: string, list?: PatientsSearch) => withSearch(below(organization, '/patients'), search(list)),
  patient: (organization: string, patient: string, panel?: PanelSearch) =>
    withSearch(below(organization, `/patients/${encode(patient)}`), search(panel)),
  patientChart: (organization: string, patient: string, panel?: PanelSearch) =>
    withSearch(below(organization, `/patients/${encode(patient)}/chart`), search(panel)),
  /** Tables of patients from other programs, or one of them. */
  imports: (organization: string, one?: string) => withSearch(below(organization, '/imports'), { import: one }),
  /** Who is probably on file twice. */
  duplicates: (organization: string) => below(organization, '/duplicates'),
  majority: (organization: string) => below(organization, '/of-age'),
  /** Two records side by side: the second becomes part of the first. */
  merge: (organization: string, kept: string, merged: string) =>
    below(organization, `/duplicates/${encode(kept)}/${encode(merged)}`),
  guardian: (organization: string, guardian: string, panel?: PanelSearch) =>
    withSearch(below(organization, `/guardians/${encode(guardian)}`), search(panel)),

  settings: {
    practitioners: setting('practitioners'),
    rooms: setting('rooms'),
    members: setting('members'),
    roles: setting('roles'),
    programs: setting('programs'),
    plan: setting('plan'),
    support: setting('support'),
    organization: setting('organization'),
  },
}
