export interface Answer {
  status: number
  // tests look into answers of every shape
  // oxlint-disable-next-line typescript/no-explicit-any -- the contract is what is being tested
  body: any
  headers: Record<string, string | undefined>
}

export type Call = (
  method: string,
  path: string,
  options?: { body?: unknown; payload?: Uint8Array; headers?: Record<string, string> },
) => Promise<Answer>

/** Someone who calls the API, below one organization unless the path begins with `/api/`. */
export interface Person {
  accountId: string
  email: string
  token: string
  call: Call
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** With `If-Match` where a version is given. */
  patch(path: string, body: unknown, version?: number): Promise<Answer>
  put(path: string, body: unknown, version?: number): Promise<Answer>
  delete(path: string, version?: number): Promise<Answer>
}

export type Caller = Partial<Pick<Person, 'accountId' | 'email' | 'token'>>

/** Whoever calls in this way; nobody in particular unless told. */
export function createPerson(call: Call, { accountId = '', email = '', token = '' }: Caller = {}): Person {
  const ifMatch = (version?: number): Record<string, string> =>
    version === undefined ? {} : { 'if-match': `"${version}"` }
  return {
    accountId,
    email,
    token,
    call,
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, { body, headers }),
    patch: (path, body, version) => call('PATCH', path, { body, headers: ifMatch(version) }),
    put: (path, body, version) => call('PUT', path, { body, headers: ifMatch(version) }),
    delete: (path, version) => call('DELETE', path, { headers: ifMatch(version) }),
  }
}

/** Where a path of an organization stands; one that begins with `/api/` stands there itself. */
export const below = (slug: string | undefined, path: string): string =>
  path.startsWith('/api/') ? path : `/api/v1/organizations/${slug}${path}`
