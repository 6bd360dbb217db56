/** `sluis log reconcile`: lists of others, read line by line and compared with the log; also beside a running server. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { type Receipt, receiptSchema } from '../domain/receipt.ts'
import { LIMITS } from '../limits.ts'
import { isFinding, type Listed, type Reconciliation, reconcile, type Told, type ToldCode } from '../log/reconcile.ts'
import type { LogTrust } from '../log/succession.ts'
import { openListed } from '../storage/sqlite/listed.ts'
import { type CommandIo, EXIT, UsageError } from './help.ts'

export type ReconcileOptions = {
  readonly receipts?: string | undefined
  readonly calls?: string | undefined
  readonly json?: boolean | undefined
}

const SAID: Readonly<Record<ToldCode, readonly [nl: string, en: string]>> = {
  'log-missing': ['staat niet in het logboek', 'is not in the log'],
  'list-missing': ['staat in het logboek en niet in de lijst', 'is in the log and not in the list'],
  'list-double': ['staat tweemaal in de lijst', 'is in the list twice'],
  'number-differs': ['het logboek gaf een ander nummer', 'the log gave another number'],
  'entry-differs': ['het logboek heeft een andere regel', 'the log has another entry'],
  'signature-wrong': ['is niet door dit logboek ondertekend', 'is not signed by this log'],
  'line-unreadable': ['is niet te lezen', 'cannot be read'],
  'aborted-unlisted': [
    'afgebroken: geen bewijs gegeven, of de bron niet bereikt; geen bevinding',
    'aborted: no receipt was given, or the source was not reached; no finding',
  ],
  'preview-unlisted': ['voorproef zonder ontvanger; geen bevinding', 'preview without a receiver; no finding'],
  'receipt-again': ['hetzelfde bewijs nog eens; geen bevinding', 'the same receipt again; no finding'],
  'receipt-none': ['antwoord zonder ontvangstbewijs; geen bevinding', 'answer without a receipt; no finding'],
}

/** Exit code 1 with findings. */
export async function reconcileWith(
  log: LogTrust,
  dataDir: string,
  { receipts, calls, json = false }: ReconcileOptions,
  io: CommandIo,
): Promise<number> {
  if ((receipts === undefined) === (calls === undefined))
    throw new UsageError('--receipts <bestand|map> | --calls <bestand>')
  const stored = openListed(join(dataDir, 'sluis.db'))
  try {
    const comparing = reconcile({ log, stored, tell: (told) => io.out(json ? jsonOf(told) : lineOf(told)) })
    if (receipts !== undefined) await readReceipts(receipts, comparing)
    if (calls !== undefined) await readCalls(calls, comparing)
    const result = comparing.end()
    const ok = result.findings === 0
    const { listed, findings, notes } = result
    io.out(
      json
        ? `${JSON.stringify({ ok, ...result })}\n`
        : `vergeleken / compared: ${listed}, afwijkingen / findings: ${findings}, opmerkingen / notes: ${notes}\n`,
    )
    return ok ? EXIT.ok : EXIT.refused
  } finally {
    stored.close()
  }
}

function lineOf({ code, at, id, number }: Told): string {
  const [nl, en] = SAID[code]
  return `${code.padEnd(17)} ${String(number ?? '-').padEnd(8)} ${(id || '-').padEnd(36)} ${at}: ${nl} / ${en}\n`
}

function jsonOf(told: Told): string {
  const [nl, en] = SAID[told.code]
  return `${JSON.stringify({ ...told, finding: isFinding(told.code), nl, en })}\n`
}

async function readReceipts(path: string, comparing: Reconciliation): Promise<void> {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(path, name))
        .sort()
    : [path]
  for (const file of files) {
    for await (const { at, value } of documentsIn(file)) {
      const found = receiptsIn(value)
      if (value === undefined) comparing.unreadable(at)
      else if (found.length === 0) comparing.without(at)
      for (const receipt of found) comparing.receipt(receipt, at)
    }
  }
}

type Document = { readonly at: string /** undefined: no JSON. */; readonly value: unknown }

/** One document on each line, or one over all lines: what the first line is, says which. */
async function* documentsIn(file: string): AsyncGenerator<Document> {
  let line = 0
  for await (const text of linesOf(file)) {
    line += 1
    if (text.trim() === '') continue
    const value = parsed(text)
    if (value === undefined && line === 1 && statSync(file).size <= LIMITS.sourceFileBytes) {
      const whole = parsed(readFileSync(file, 'utf8'))
      if (whole !== undefined) return yield { at: file, value: whole }
    }
    yield { at: `${file}:${line}`, value }
  }
}

const answerSchema = z.object({ receipt: receiptSchema })

function receiptsIn(value: unknown): readonly Receipt[] {
  if (Array.isArray(value)) return value.flatMap(receiptsIn)
  const receipt = receiptSchema.safeParse(value).data ?? answerSchema.safeParse(value).data?.receipt
  return receipt ? [receipt] : []
}

const callSchema = z.object({ decision: z.string().min(1), number: z.coerce.number().int().min(1) })

async function readCalls(file: string, comparing: Reconciliation): Promise<void> {
  for await (const { at, value } of rowsIn(file)) {
    const call: Listed | undefined = callSchema.safeParse(value).data
    if (call) comparing.call(call, at)
    else comparing.unreadable(at)
  }
}

async function* rowsIn(file: string): AsyncGenerator<Document> {
  if (await isNdjson(file)) return yield* documentsIn(file)
  const rows = createReadStream(file)
    .on('error', (error) => rows.destroy(error))
    .pipe(
      parse({
        bom: true,
        delimiter: [',', ';', '\t'],
        trim: true,
        skip_empty_lines: true,
        relax_column_count: true,
        max_record_size: LIMITS.bodyBytes,
        columns: (header: string[]) => header.map((name) => name.toLowerCase().replace(/^sluis-/, '')),
        info: true,
      }),
    )
  for await (const { record, info } of rows)
    yield { at: `${file}:${info.lines} ${record.time ?? ''}`.trim(), value: record }
}

async function isNdjson(file: string): Promise<boolean> {
  for await (const text of linesOf(file)) if (text.trim() !== '') return text.trimStart().startsWith('{')
  return false
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
