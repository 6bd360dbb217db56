/**
 * What is told on paper as on the screen: one content, shown as HTML (parts/told.tsx) and as PDF (pdf/document.ts), so that
 * the two cannot differ. Pure.
 */
export type TableBlock = {
  readonly kind: 'table'
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[]
  /** Columns with numbers, from 0. */
  readonly numbers?: readonly number[]
  /** Said instead of a table without rows. */
  readonly empty: string
}
export type Pair = readonly [name: string, value: string]
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | TableBlock

export type Chapter = {
  readonly title: string
  readonly blocks: readonly Block[]
  /** What is within it, each under a heading of its own; on paper all of it follows. */
  readonly parts?: readonly Chapter[]
  /** On the screen it is folded: how much is in it stands beside its title. */
  readonly folded?: string
}
export type Told = {
  readonly title: string
  /** What it is, and for whom. */
  readonly lead: string
  /** Of whom it is, over what time, and when it was made. */
  readonly facts: readonly Pair[]
  readonly chapters: readonly Chapter[]
}

export const textBlock = (text: string): Block => ({ kind: 'text', text })
