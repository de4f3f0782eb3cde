import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { messageRoutes } from './messages.ts'

export const routes = {
  messages: messageRoutes,
}

const ownPermissions = declarePermissions({
  'messages.read': {
    roles: ['clinic-administrator', 'practitioner', 'nurse', 'receptionist'],
    support: { scope: 'records' },
  },
})

const ownSubjects = declareSubjects(['message'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
