#!/usr/bin/env node
/**
 * `sluis-verify`: checks a receipt and its proofs with nothing but the key of the log. The build makes one file of it, which
 * runs wherever Node does: whoever doubts the broker need not run the broker.
 */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { endWithReader } from './cli/reader-gone.ts'
import { receiptSchema } from './domain/receipt.ts'
import { type Claim, type ClaimCode, type ConsistencyProof, claimsOf, type Evidence } from './log/evidence.ts'
import { createExportCheck, type ExportClaim, type ExportTrust } from './log/export/check.ts'
import type { Header } from './log/export/format.ts'
import {
  chainOf,
  contradictions,
  type KeysDocument,
  keysDocumentSchema,
  readSuccession,
  type Step,
  trustedKeys,
} from './log/succession.ts'
import { unbase64 } from './log/tree/base64.ts'
import { cosignatureVerifier, onePerKey } from './log/tree/cosignature.ts'
import { noteVerifier, parseNote, type Verifier } from './log/tree/note.ts'
import { parseProof, type TlogProof } from './log/tree/tlog-proof.ts'
import { ed25519 } from './storage/node/ed25519.ts'
import { beginsWith, linesOf } from './storage/node/lines.ts'

const HELP = `sluis-verify --key <sleutel>... [--witness <sleutel>]... <bestand>...

Controleert zonder toegang tot de sluis wat een ontvangstbewijs waard is.
Checks without access to the broker what a receipt is worth.

  --key <sleutel>      sleutel van het logboek, langs een andere weg gekregen (sluis log key)
                       key of the log, had by another way
                       meer dan één mag; GET /v1/log/keys leidt van elke sleutel naar de andere, en zegt waar een
                       vorige eindigde: zonder dat geldt elke zonder einde
                       may be given more than once; GET /v1/log/keys leads from each key to the others, and says where a
                       former one ended: without that each counts without end
  --witness <sleutel>  sleutel van een getuige / key of a witness
  --quorum <n>         zoveel getuigen moeten elk controlepunt hebben gezien, anders klopt het niet
                       so many witnesses must have seen each checkpoint, or it does not hold
                       zonder controlepunt is niets gezien / without a checkpoint nothing was seen

Bestanden, in elke volgorde / files, in any order:
  een antwoord van de sluis, of alleen het ontvangstbewijs (JSON) / an answer of the broker, or the receipt alone
  GET /v1/log/entries/{id}, of het bewijs daaruit / or the proof in it (c2sp.org/tlog-proof@v1)
  een export (sluis log export), hoe groot ook / an export, however large
  GET /v1/log/keys: hoe sleutels elkaar opvolgden / how keys came after one another
  controlepunten, ook van vroeger / checkpoints, also earlier ones; GET /v1/log/consistency

Van een antwoord worden alleen receipt en disclosure bekeken, niet wat er verder in staat.
Of an answer only receipt and disclosure are looked at, not what else it says.

Exit: 0 wat getoond kon worden, klopt / what could be shown holds, 1 iets klopt niet of niets is getoond / something does
      not hold or nothing is shown, 2 verkeerd gebruik / wrong use, 4 wie las, hield op / who read stopped
`

const SAID: Readonly<Record<ClaimCode, string>> = {
  'receipt-signed': 'ontvangstbewijs is door het logboek ondertekend / receipt is signed by the log',
  'checkpoint-signed': 'controlepunt is door het logboek ondertekend / checkpoint is signed by the log',
  'entry-included': 'regel staat in de boom / entry is in the tree',
  'leaf-of-entry': 'het is de regel van het ontvangstbewijs / it is the entry of the receipt',
  'disclosure-committed': 'logboek legt de verstrekking vast / log commits to the disclosure',
  'disclosure-received': 'dit is wat verstrekt werd / this is what was disclosed',
  witnessed: 'getuige heeft dit controlepunt gezien / witness saw this checkpoint',
  'witnessed-enough': 'genoeg getuigen hebben dit controlepunt gezien / enough witnesses saw this checkpoint',
  consistent: 'logboek is alleen aangevuld / log was only added to',
  'key-succeeded': 'sleutels volgden elkaar op / one key came after the other',
  'origin-succeeded':
    'logboek is teruggezet en gaat onder een andere naam verder / log was put back, and goes on under another name',
}
const SIGNS: Readonly<Record<'true' | 'false' | 'null', readonly [sign: string, verdict: string]>> = {
  true: ['+', 'klopt / holds'],
  false: ['!', 'KLOPT NIET / DOES NOT HOLD'],
  null: ['-', 'niet getoond / not shown'],
}

const OF_EXPORT: Readonly<Record<ExportClaim, string>> = {
  'checkpoint-signed': SAID['checkpoint-signed'],
  witnessed: SAID.witnessed,
  'witnessed-enough': SAID['witnessed-enough'],
  'line-readable': 'regel van de export is te lezen / line of the export can be read',
  'entry-included': SAID['entry-included'],
  'part-committed': 'onderdeel is wat het logboek vastlegt / part is what the log commits to',
  'record-of-parts': 'ADL-record zegt wat de onderdelen zeggen / ADL record says what the parts say',
  'settlement-of-decision': 'afhandeling hoort bij haar beslissing / settlement is of its decision',
  'in-order':
    'volgorde klopt, en zonder gat waar alles is meegenomen / in order, and without a gap where all was taken',
  'erasure-entered':
    'van wat gewist is, zegt het logboek dat het gewist moest worden / of what is erased the log says that it was to be',
  'policy-of-digest': 'beleid is dat van zijn kenmerk / policy is that of its digest',
  'export-whole': 'export is heel en door het logboek ondertekend / export is whole and signed by the log',
}
const OTHER_KEY =
  'of een andere sleutel dan gegeven ondertekende: geef GET /v1/log/keys erbij / or another key than given signed: add GET /v1/log/keys'
const OTHER_ENTRY = 'geef het bewijs van deze regel erbij / add the proof of this entry: GET /v1/log/entries/{id}'
const CONTRADICTED =
  'niet door beide sleutels ondertekend, of in tegenspraak met een andere overgang of een gegeven sleutel / not signed by both keys, or contradicts another transition or a key that was given'
const APART =
  'niets verbindt deze met de gegeven sleutels, en wat niet verbonden is geldt zonder einde: geef GET /v1/log/keys erbij / nothing links these and the keys that were given, and what is not linked counts without end: add GET /v1/log/keys'
/** What else it can be, and what would show it. */
const WRONG: Readonly<Partial<Record<ClaimCode, string>>> = {
  'receipt-signed': OTHER_KEY,
  'checkpoint-signed': OTHER_KEY,
  'key-succeeded': CONTRADICTED,
}
const MISSING: Readonly<Partial<Record<ClaimCode, string>>> = {
  'entry-included': OTHER_ENTRY,
  'disclosure-committed': OTHER_ENTRY,
  'key-succeeded': APART,
}
/** How the first line of an export begins: nothing else that is evidence does. */
const EXPORT_BEGINS = '{"sluisExport":'

const NOTE_CRYPTO = { sha256: (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer'), ed25519 }

const consistencySchema = z.object({ first: z.number(), second: z.number(), proof: z.array(z.string()) })
const answerSchema = z.object({ receipt: receiptSchema, disclosure: z.unknown().optional() })
const entrySchema = z.object({ proof: z.string() })
/** An entry that was asked for within its first second. */
const earlySchema = z.object({ state: z.literal('sequenced'), proof: z.null() })
const EARLY = 'staat nog niet in de boom, vraag het opnieuw / not in the tree yet, ask for it again'

class Misuse extends Error {}
/** Given as evidence, and none: altered, or something else. */
class Unreadable extends Error {}

endWithReader()
process.exitCode = main(process.argv.slice(2))

function main(args: string[]): number {
  try {
    const options = {
      key: { type: 'string', multiple: true },
      witness: { type: 'string', multiple: true },
      quorum: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (values.help) return say(HELP, 0)
    if (values.key === undefined || positionals.length === 0) throw new Misuse('--key <sleutel> <bestand>...')
    const given = values.key.map((key) => verifier(noteVerifier(NOTE_CRYPTO, key.trim()), key))
    const witnesses = onePerKey(values.witness ?? []).map((key) =>
      verifier(cosignatureVerifier(NOTE_CRYPTO, key.trim()), key),
    )
    const enough = values.quorum === undefined ? {} : { quorum: quorumIn(values.quorum, witnesses.length) }
    const exports = positionals.filter((path) => beginsWith(path, EXPORT_BEGINS))
    const others = positionals.filter((path) => !exports.includes(path))
    const found = evidenceIn(others)
    const steps = found.successions.flatMap((step) => step ?? [])
    const wrong = contradictions(given, steps)
    const successions = found.successions.map((step) => (step && wrong.includes(step) ? undefined : step))
    const log = trustedKeys(given, steps)
    const trusted = { sha256: NOTE_CRYPTO.sha256, log, witnesses, ...enough }
    // Keys that come along with an export are nothing that a witness could have seen: the checkpoint of the export is.
    const { quorum: _, ...unasked } = { quorum: undefined, ...trusted }
    const claims = claimsOf(exports.length > 0 && isKeysOnly(found) ? unasked : trusted, { ...found, successions })
    for (const claim of claims) process.stdout.write(lineOf(claim))
    const sound =
      claims.every(({ holds }) => holds !== false) && (others.length === 0 || claims.some(({ holds }) => holds))
    return exports.map((path) => exportHolds(trusted, path)).every(Boolean) && sound ? 0 : 1
  } catch (error) {
    process.stderr.write(`sluis-verify: ${error instanceof Error ? error.message : 'fault'}\n`)
    return error instanceof Unreadable ? 1 : say('sluis-verify --help\n', 2)
  }
}

function say(text: string, code: number): number {
  process[code === 0 ? 'stdout' : 'stderr'].write(text)
  return code
}

function lineOf({ code, about, holds }: Claim): string {
  const [sign, verdict] = SIGNS[`${holds}`]
  const hint = holds === false ? WRONG[code] : holds === null ? MISSING[code] : undefined
  return `${sign} ${code.padEnd(20)} ${about.padEnd(12)} ${verdict}: ${SAID[code]}${hint ? `; ${hint}` : ''}\n`
}

/** Counts per claim, and the first findings; whether everything that could be shown holds. */
function exportHolds(trusted: ExportTrust, path: string): boolean {
  const check = createExportCheck(trusted)
  for (const line of linesOf(path)) check.take(line)
  const { counts, findings, entries, size, header } = check.end()
  process.stdout.write(`  ${path}: ${entries} regels van ${size} / entries of ${size}${sinceOf(header, size)}\n`)
  for (const { claim, holds, fails, notShown } of counts) {
    for (const [sign, count] of [
      ['true', holds],
      ['false', fails],
      ['null', notShown],
    ] as const)
      if (count > 0) process.stdout.write(countLine(claim, SIGNS[sign], count))
  }
  for (const { claim, at } of findings) process.stdout.write(`! ${claim.padEnd(22)} ${at}\n`)
  return counts.every(({ fails }) => fails === 0)
}

function countLine(claim: ExportClaim, [sign, verdict]: readonly [string, string], count: number): string {
  return `${sign} ${claim.padEnd(22)} ${String(count).padStart(8)} ${verdict}: ${OF_EXPORT[claim]}\n`
}

/** What came after the checkpoint was sequenced and not yet in the tree: it is not in the export. */
function sinceOf(header: Header | null, size: number): string {
  const since = (header?.sequenced ?? size) - size
  return since > 0 ? `; ${since} daarna nog niet bewezen / not proven yet` : ''
}

function verifier(found: Verifier | undefined, key: string): Verifier {
  if (!found) throw new Misuse(`geen sleutel / no verifier key: ${key}`)
  return found
}

function quorumIn(text: string, most: number): number {
  const quorum = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (quorum < 1 || quorum > most) throw new Misuse(`--quorum: 1 - ${most}`)
  return quorum
}

function evidenceIn(paths: readonly string[]): Required<Evidence> {
  const proofs: TlogProof[] = []
  const checkpoints: string[] = []
  const consistency: ConsistencyProof[] = []
  const successions: (Step | undefined)[] = []
  const answers: z.infer<typeof answerSchema>[] = []
  for (const path of paths) {
    const text = readFileSync(path, 'utf8')
    const json = jsonIn(text)
    const answer = answerSchema.safeParse(json).data ?? wrapped(json)
    const proof = parseProof(entrySchema.safeParse(json).data?.proof ?? text)
    const between = consistencySchema.safeParse(json).data
    const keys = keysDocumentSchema.safeParse(json).data
    if (answer) answers.push(answer)
    else if (keys) successions.push(...stepsIn(keys))
    else if (between) consistency.push({ ...between, proof: between.proof.flatMap((one) => unbase64(one) ?? []) })
    else if (proof) proofs.push(proof)
    else if (parseNote(text)) checkpoints.push(text)
    else throw new Unreadable(`${earlySchema.safeParse(json).success ? EARLY : 'geen bewijs / no evidence'}: ${path}`)
  }
  if (answers.length > 1) throw new Misuse('een ontvangstbewijs tegelijk / one receipt at a time')
  const [{ receipt, disclosure } = { receipt: null, disclosure: undefined }] = answers
  return { receipt, disclosure, proofs, checkpoints, consistency, successions }
}

/** Of what is no chain the statements still say where a key ended. */
function stepsIn({ successions }: KeysDocument): readonly (Step | undefined)[] {
  const chain = chainOf(NOTE_CRYPTO, successions)
  return chain ?? [undefined, ...successions.flatMap((note) => readSuccession(NOTE_CRYPTO, note) ?? [])]
}

function isKeysOnly({ receipt, proofs, checkpoints, consistency }: Evidence): boolean {
  return receipt === null && proofs.length + checkpoints.length + consistency.length === 0
}

function wrapped(json: unknown): z.infer<typeof answerSchema> | undefined {
  const receipt = receiptSchema.safeParse(json).data
  return receipt && { receipt, disclosure: undefined }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
