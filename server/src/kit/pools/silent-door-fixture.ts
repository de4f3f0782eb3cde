import net from 'node:net'
import { addressAs } from '../db/databases.ts'

/** A database's door that can fall silent: it takes every connection and every byte, and never answers. */
export async function openDoor(url: string) {
  const { host = '', port } = addressAs(url, '', '')
  const to = () => (host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(Number(port), host))
  let isSilent = false
  const open = new Set<net.Socket>()
  const server = net.createServer((caller) => {
    open.add(caller)
    const database = to()
    for (const each of [caller, database])
      each.on('error', () => {}).on('close', () => (open.delete(caller), caller.destroy(), database.destroy()))
    caller.on('data', (bytes) => isSilent || database.write(bytes))
    database.on('data', (bytes) => isSilent || caller.write(bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as net.AddressInfo).port,
    /** How many connections stand open. */
    open: () => open.size,
    silence: (value: boolean) => void (isSilent = value),
    async close() {
      for (const each of open) each.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
