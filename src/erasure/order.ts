/** What is to be forgotten at once, and by which rule. Pure. */

/** `case`: all that is about one case. `day`: what an organisation did on one calendar day in the Netherlands, of one class. */
export type Target =
  | { readonly kind: 'case'; readonly oin: string; readonly caseId: string }
  | { readonly kind: 'day'; readonly oin: string; readonly day: string; readonly of: DayClass }

/** 'caller': who asked. 'case': content that belongs to no case. A norm id (BRP-04, WJSG-…): provisions that this norm has kept. */
export type DayClass = string

/** `ground` is the code of a row of the retention table. */
export type Order = { readonly target: Target; readonly ground: string }

/** Not a row of it: the ground of what goes because its keys went before, by whoever's hand (gone.ts). */
export const KEYS_GONE = 'KEYS-GONE'
