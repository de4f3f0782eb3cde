import { Logger } from 'graphile-worker'

export const silent = new Logger(() => () => {})
