import { z } from 'zod'

/** A UUIDv7 (RFC 9562 §5.7); any UUID is accepted so that an unknown one is "not found", not "malformed". */
export const id = z.guid().toLowerCase()
