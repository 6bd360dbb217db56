/** The Receipt: proof that decision and settlement are durable in the log. Pure; its shape is final. */
import { z } from 'zod'

const place = z.strictObject({
  /** UUIDv7 of the entry. */
  id: z.string(),
  /** Sequence number in the log, from 0, without gaps. */
  index: z.number().int(),
  /** RFC 9162 leaf hash, SHA-256(0x00 || leaf), lower-case hex. */
  leafHash: z.string(),
})

export const receiptSchema = z.strictObject({
  version: z.literal(1),
  /** Name of the log (origin line of its checkpoints). */
  origin: z.string(),
  time: z.iso.datetime(),
  decision: place,
  settlement: place.nullable(),
  /** SHA-256(salt || exact bytes of the canonical disclosure): lets the receiver prove what was received. */
  disclosure: z.strictObject({ salt: z.string(), commitment: z.string() }).nullable(),
  /** Running number for this caller's organisation; null on receipts from before the log was signed. */
  number: z.number().int().nullable(),
  /** Signed promise of inclusion (C2SP signed note); null on receipts from before it had a key. */
  signature: z.string().nullable(),
})
export type Receipt = z.infer<typeof receiptSchema>
