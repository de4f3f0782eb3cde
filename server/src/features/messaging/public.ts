export type { MessageContent } from './channels/channel.ts'
export { noticeWriter } from './messages/jobs.ts'
export { postponeNotice, queueMessage, queueNotice, withdrawNotice, type WriteNotice } from './messages/actions.ts'
export { lastFactsSent, messageSubjects, noticesAbout, type Facts, type NoticeRow } from './messages/queries.ts'
