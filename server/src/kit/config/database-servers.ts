import { z } from 'zod'

/** A server on which databases of single organizations can be made. */
const server = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  region: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** Of somebody who may create databases and roles there. */
  url: z.url({ protocol: /^postgres(ql)?$/ }),
})

/** `region` is empty where nobody named it. */
export type DatabaseServer = z.infer<typeof server>

/** The server of DATABASE_URL. */
export const mainServer = 'main'

/** The variable as JSON; answers a sentence where it cannot be used. */
export function readDatabaseServers(text: string): DatabaseServer[] | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  const read = z.array(server).max(20).safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    return `does not describe a list of servers: ${issue?.path.join('.')} ${issue?.message.toLowerCase()}`
  }
  const names = read.data.map(({ name }) => name)
  if (names.includes(mainServer)) return `cannot name a server ${mainServer}, which is that of DATABASE_URL`
  return new Set(names).size === names.length ? read.data : 'names one server twice'
}

/** All servers of an installation, the one of DATABASE_URL first. */
export const serversOf = (
  { REGION, databaseServers }: { REGION: string; databaseServers: readonly DatabaseServer[] },
  url: string,
): DatabaseServer[] => [{ name: mainServer, region: REGION, url }, ...databaseServers]
