/** Diagnostic events: what an operator may see. No personal data, no free text of users, no identifiers of subjects. */

export type Event =
  | { readonly type: 'inquiry'; readonly outcome: string; readonly status: string; readonly milliseconds: number }
  | { readonly type: 'act'; readonly kind: string; readonly outcome: string }
  | {
      readonly type: 'source'
      readonly source: string
      readonly result: 'ok' | 'failed' | 'rejected'
      readonly milliseconds: number
    }
  | { readonly type: 'commit'; readonly entries: number; readonly milliseconds: number }
  /** So many more entries are covered by the checkpoint, which is now of this size. */
  | { readonly type: 'integrated'; readonly entries: number; readonly size: number }
  /** A case or a day was forgotten, by the job or by an act. */
  | { readonly type: 'erased' }
  /** A look at what is to be forgotten: what of it was erased, what is held, and what is still to go. */
  | { readonly type: 'retention'; readonly due: number; readonly held: number; readonly erased: number }
  /** `more`: so many others of this kind were not told of one by one. */
  | { readonly type: 'fault'; readonly where: string; readonly code: string; readonly more?: number }
  | { readonly type: 'recovered'; readonly aborted: number }
  /**
   * The anchor kept nothing of a log of so many entries, which was taken as it is: only development does so by itself. None:
   * with these keys there was a log before, and now a second tree begins under the same name and key.
   */
  | { readonly type: 'adopted'; readonly entries: number }
  | { readonly type: 'listening'; readonly address: string }

/** Receives events; must not throw. */
export type Observer = (event: Event) => void
