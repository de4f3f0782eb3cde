import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

/** The scanner, which had been away, let a file through that something uses. */
export const fileReleased = event('file.released', { fileId: id })

/** It found something at last in a file that something uses: its bytes go. */
export const fileTakenAway = event('file.taken-away', { fileId: id })
