export { ConsentPanel } from '../../../features/identity/public.ts'
