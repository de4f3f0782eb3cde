export { OperatorInvitationPanel } from './operators/OperatorInvitationPanel.tsx'
