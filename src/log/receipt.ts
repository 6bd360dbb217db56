/**
 * Receipts as the log signs them: a promise, with its time, that these entries are in the tree, under the number that the
 * organisation counts by. Pure but for the signing. The final receipt is a proof that they are (src/log/proving.ts).
 */
import { canonicalText } from '../domain/canonical.ts'
import type { Receipt } from '../domain/receipt.ts'
import { type OpenedNote, openNote, type Signer, signNote, type Verifier } from './tree/note.ts'

/** A line with spaces, which no origin has: a receipt can never be taken for a checkpoint, though one key signs both. */
const HEAD = 'sluis receipt v1'

export type UnsignedReceipt = Omit<Receipt, 'origin' | 'signature'>

export function signReceipt(log: Signer, unsigned: UnsignedReceipt): Receipt {
  const receipt = { ...unsigned, origin: log.name, signature: null }
  return { ...receipt, signature: signNote(receiptText(receipt), [log]) }
}

/** What is signed: all of the receipt but its signature, as canonical JSON (RFC 8785) on the second line. */
export function receiptText(receipt: Receipt): string {
  return `${HEAD}\n${canonicalText({ ...receipt, signature: undefined })}\n`
}

export type ReceiptCheck = 'signed' | 'not-signed' | 'other-receipt' | Extract<OpenedNote, { ok: false }>['reason']

/** 'other-receipt': the log signed, but not this. 'not-signed': from before the log had a key. */
export function checkReceipt(log: Verifier, receipt: Receipt): ReceiptCheck {
  if (receipt.signature === null) return 'not-signed'
  const opened = openNote(receipt.signature, [log])
  if (!opened.ok) return opened.reason
  return opened.text === receiptText(receipt) && receipt.origin === log.name ? 'signed' : 'other-receipt'
}
