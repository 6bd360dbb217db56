/** The port of keys, kept apart from the data and its backups. Its adapters pass the contract suites of key folder and D1. */

/**
 * Keys, kept apart from the data and its backups. A sealing key belongs to one scope (src/erasure/scopes.ts); destroying it
 * erases everything sealed under it, wherever copies lie.
 */
export type Keys = {
  /**
   * The key of this scope, made on first use. Durable before it returns: nothing is sealed under a key that can be lost.
   * Rejects with KeyDestroyed once it was destroyed: what was forgotten does not begin again.
   */
  sealing(scope: string): Promise<{ readonly id: string; readonly key: Uint8Array }>
  /**
   * undefined: destroyed: the part is erased, not an error. Rejects with KeyUnknown when there never was one of this id: that
   * is damage, or an older copy of the keys.
   */
  opening(id: string): Promise<Uint8Array | undefined>
  /**
   * Key of one organisation for what stays the same whatever is rotated: who acts (judges are told from askers by it),
   * repeats, and pseudonyms that are released. Subjects have keys of their own.
   */
  pseudonym(oin: string): Uint8Array
  /** Keys for pseudonyms of subjects of one organisation: the one to record under first, then all earlier ones. */
  subjects(oin: string): readonly [Uint8Array, ...Uint8Array[]]
}

/** As who erases needs them. */
export type ErasableKeys = Keys & {
  /** Scopes whose key was not destroyed. */
  scopes(): Promise<readonly string[]>
  /** Ids of every key that this scope has or had. */
  idsOf(scope: string): Promise<readonly string[]>
  /**
   * For good, also where there was none yet; all of them or none, in one write. false when none of them had one, or each was
   * destroyed before. Durable before it returns.
   */
  destroy(...scopes: readonly string[]): Promise<boolean>
}

/** What was to be sealed belongs to something that was forgotten. */
export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed'
}

/** The keys have no record of this one, not even as destroyed: what lies under it is not erased, it cannot be read here. */
export class KeyUnknown extends Error {
  override readonly name = 'KeyUnknown'
  constructor(id: string) {
    super(`no sealing key ${id} was ever made here`)
  }
}
