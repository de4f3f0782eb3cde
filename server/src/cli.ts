import { migrateAll } from './kit/db/placements.ts'
import { cannotStart, surroundings } from './serve.ts'

const commands: Record<string, () => Promise<void>> = {
  async migrate() {
    const { master, url, rolePrefix } = surroundings(process.env)
    const applied = await migrateAll({ url, rolePrefix, master }, console.log)
    if (applied === 0) console.log('Nothing to migrate')
  },
}

const command = commands[process.argv[2] ?? '']
if (command) await command().catch(cannotStart)
else {
  console.error(`usage: cli.ts ${Object.keys(commands).join(' | ')}`)
  process.exit(2)
}
