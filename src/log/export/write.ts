/**
 * Writes an export, line by line (format.ts), as fast as it is read: never more than a batch of entries in memory. What
 * goes in was decided and logged before; here nothing is left out of it any more. Pure but for the reading.
 */

import { hex } from '../../domain/trace.ts'
import type { PolicyArchive } from '../../policy/archive.ts'
import type { Clock, Entry, Ledger } from '../../ports.ts'
import { adlRecordOf } from '../adl.ts'
import { OPEN, type OpenedGroups, openGroups, openParts, type Vault } from '../entry.ts'
import type { Framed } from '../frame.ts'
import { parseLeaf, SALT_BYTES } from '../leaf.ts'
import type { Part } from '../parts.ts'
import type { Head } from '../proving.ts'
import { type SuppliedDecision, suppliedDecision } from '../supplied.ts'
import { base64 } from '../tree/base64.ts'
import type { NoteKey } from '../tree/note.ts'
import { inclusionProof } from '../tree/proof.ts'
import type { TreeStore } from '../tree-store.ts'
import { chained, endOf, type Header, NO_LINES } from './format.ts'
import { tileReader } from './tiles.ts'

export type ExportPorts = Vault & {
  readonly ledger: Pick<Ledger, 'settlementOf' | 'callOf'>
  readonly tree: Pick<TreeStore, 'tile'>
  readonly policies: Pick<PolicyArchive, 'find'>
  readonly log: NoteKey
  readonly clock: Clock
}
/** `supplied`: another organisation asked; its entry is shown as far as the one that supplied may see it. */
export type Selected = { readonly entry: Entry; readonly supplied: boolean }
export type ExportOf = {
  readonly asked: Part<'export'>
  /** Everything is proven in this tree; entries behind it are not taken. */
  readonly head: Head
  readonly sequenced: number
  /** In order of index, without settlements of decisions that are selected. */
  readonly selected: AsyncIterable<Selected>
  /** Scope of a key, where parts are to be sealed again elsewhere: of a complete export. */
  readonly scopeOf?: (keyId: string) => string | undefined
}

const utf8 = new TextEncoder()

/** Lines with their newlines. Throws when the tree does not prove what the log has: an export without its end is none. */
export async function* exportLines(ports: ExportPorts, of: ExportOf): AsyncGenerator<Uint8Array> {
  const { sha256 } = ports.crypto
  let digest: Uint8Array = NO_LINES
  let lines = 0
  let entries = 0
  const written = (text: string): Uint8Array => {
    const line = utf8.encode(`${text}\n`)
    digest = chained(sha256, digest, line)
    lines += 1
    return line
  }
  yield written(JSON.stringify(headerOf(ports, of)))
  const writer = { ports, of, read: tileReader(ports.tree) }
  const known = new Set<string>()
  for await (const { entry, supplied } of of.selected) {
    if (of.asked.oin === null) for (const policy of await policiesFor(ports, entry, known)) yield written(policy)
    const found = await ports.ledger.settlementOf(entry.id)
    const settlement = found && found.index < of.head.value.size ? found : null
    yield written(await entryLine(writer, entry, settlement, supplied))
    entries += settlement ? 2 : 1
  }
  yield utf8.encode(`${JSON.stringify({ end: endOf(ports.log, entries, lines, digest) })}\n`)
}

function headerOf({ log, clock }: ExportPorts, { asked, head, sequenced }: ExportOf): Header {
  const { name: origin, verifierKey: key } = log
  return { sluisExport: 1, origin, key, at: clock().toISOString(), sequenced, asked, checkpoint: head.note }
}

/** The revision that this entry names, if no entry did before; one that is not kept is passed by. */
async function policiesFor({ policies }: ExportPorts, { leaf }: Entry, known: Set<string>): Promise<string[]> {
  const { digest } = parseLeaf(leaf).policy
  if (known.has(digest)) return []
  known.add(digest)
  const kept = await policies.find(digest)
  if (!kept) return []
  const { at, settings, files } = kept
  const { data, manifest, digest: parts } = files
  return [JSON.stringify({ policy: { digest, at, settings, wasm: base64(files.wasm), data, manifest, parts } })]
}

type Writer = { readonly ports: ExportPorts; readonly of: ExportOf; readonly read: ReturnType<typeof tileReader> }

/** Composed of texts: the canonical JSON that was committed to stands in the line as it is. */
async function entryLine(writer: Writer, entry: Entry, settlement: Entry | null, supplied: boolean): Promise<string> {
  const own = supplied ? undefined : await opened(writer.ports, entry)
  const settled = settlement && !supplied ? await opened(writer.ports, settlement) : undefined
  const members = [
    `"entry":${await entryText(writer, entry, own, supplied)}`,
    `"settlement":${settlement ? await entryText(writer, settlement, settled, supplied) : 'null'}`,
    `"record":${own ? JSON.stringify(adlRecordOf(own.leaf, contentOf(own))) : 'null'}`,
  ]
  if (supplied) {
    const seen = await suppliedTo(writer, entry, settlement)
    if (seen) members.push(`"supplied":${JSON.stringify(seen)}`)
  }
  return `{${members.join(',')}}`
}

/** undefined: what is stored is not what was recorded. */
async function opened(vault: Vault, entry: Entry): Promise<OpenedGroups | undefined> {
  try {
    return await openGroups(vault, entry)
  } catch {
    return undefined
  }
}

async function suppliedTo(
  { ports, of }: Writer,
  entry: Entry,
  settlement: Entry | null,
): Promise<SuppliedDecision | null> {
  try {
    const settled = settlement ? await openParts(ports, settlement) : null
    return suppliedDecision(of.asked.oin ?? '', entry, await openParts(ports, entry), settled)
  } catch {
    return null
  }
}

async function entryText(
  { ports, of, read }: Writer,
  { id, index, oin, leaf }: Entry,
  content: OpenedGroups | undefined,
  supplied: boolean,
): Promise<string> {
  const { size } = of.head.value
  const proof = await inclusionProof(ports.crypto.sha256, read, index, size)
  const members = [
    `"index":${index}`,
    `"oin":${JSON.stringify(oin)}`,
    `"leaf":${JSON.stringify(new TextDecoder().decode(leaf))}`,
    `"proof":${JSON.stringify(proof.map(base64))}`,
    `"parts":${content ? partsText(content) : 'null'}`,
  ]
  if (content && of.scopeOf) {
    members.push(`"sealed":${JSON.stringify(sealedOf(content, of.scopeOf))}`)
    const call = await ports.ledger.callOf(id)
    if (call) members.push(`"call":${JSON.stringify(call)}`)
  }
  if (!content && !supplied) members.push('"altered":true')
  return `{${members.join(',')}}`
}

function partsText({ groups, erased }: OpenedGroups): string {
  const shown = groups.flatMap(({ parts }) => parts.map((part) => `${JSON.stringify(part.name)}:${partText(part)}`))
  return `{${[...shown, ...erased.map((name) => `${JSON.stringify(name)}:"erased"`)].join(',')}}`
}

function partText({ salted, commitment }: Framed): string {
  const salt = `"salt":"${hex(salted.subarray(0, SALT_BYTES))}"`
  return commitment === null ? `{${salt},"value":${valueText(salted)}}` : `{${salt}}`
}

function sealedOf({ groups }: OpenedGroups, scopeOf: NonNullable<ExportOf['scopeOf']>) {
  return groups.map(({ keyId, parts }) => {
    const scope = keyId === OPEN ? OPEN : scopeOf(keyId)
    if (scope === undefined) throw new Error('a key was destroyed while it was exported: export again')
    return { scope, parts: parts.map(({ name }) => name) }
  })
}

function contentOf({ groups, erased }: OpenedGroups): Record<string, unknown> {
  const content: Record<string, unknown> = Object.fromEntries(erased.map((name) => [name, 'erased']))
  for (const part of groups.flatMap(({ parts }) => parts)) {
    if (part.commitment === null) content[part.name] = JSON.parse(valueText(part.salted))
  }
  return content
}

function valueText(salted: Uint8Array): string {
  return new TextDecoder().decode(salted.subarray(SALT_BYTES))
}
