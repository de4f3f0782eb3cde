export type { MessageContent } from './channels/channel.ts'
export { linksTo, prolongLinks, takeLink, withdrawLink, withdrawLinksTo } from './mailed-links/actions.ts'
export { idIn, linkIn, linkToken } from './mailed-links/rules.ts'
export { noticeWriter } from './messages/jobs.ts'
export {
  forgetTold,
  postponeNotice,
  queueMessage,
  queueNotice,
  withdrawNotice,
  type WriteNotice,
} from './messages/actions.ts'
export {
  lastFactsSent,
  messageSights,
  messageSubjects,
  noticesAbout,
  type Facts,
  type NoticeRow,
} from './messages/queries.ts'
