/**
 * Lists that others kept, as they lie there: receipts in JSON and NDJSON, calls in NDJSON and CSV, in files and in folders of
 * folders. Nothing in them is passed by: what is not what it should be is given as such.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Receipt, receiptSchema } from '../domain/receipt.ts'
import { LIMITS } from '../limits.ts'
import type { Listed } from '../log/reconcile.ts'

/** 'none': an answer that has no receipt. 'unreadable': neither that nor a receipt of this form. */
export type ListedReceipt = { readonly at: string; readonly value: Receipt | 'none' | 'unreadable' }
/** 'header': the table does not say, or says twice, what is in it; nothing comes after that. */
export type ListedCall = { readonly at: string; readonly value: Listed | 'unreadable' | 'header' }

/** undefined: no JSON. */
type Document = { readonly at: string; readonly value: unknown }

/** Throws when there is nothing at this path, or it cannot be read. */
export async function* receiptsAt(path: string): AsyncGenerator<ListedReceipt> {
  for (const { file, isFile } of filesAt(path)) {
    if (!isFile) yield { at: file, value: 'unreadable' }
    else for await (const document of documentsIn(file)) yield* receiptsIn(document)
  }
}

/** Throws as receiptsAt does. */
export async function* callsAt(path: string): AsyncGenerator<ListedCall> {
  for (const { file, isFile } of filesAt(path)) {
    if (!isFile) yield { at: file, value: 'unreadable' }
    else yield* callsIn(file)
  }
}

type Found = { readonly file: string; readonly isFile: boolean }

/** Links are followed, a folder is read once. What lies in a folder and is no file is given all the same. */
function* filesAt(path: string): Generator<Found> {
  if (statSync(path).isDirectory()) yield* filesIn(path, new Set())
  // Named itself, it may also be a pipe.
  else yield { file: path, isFile: true }
}

function* filesIn(folder: string, read: Set<string>): Generator<Found> {
  const real = realpathSync(folder)
  if (read.has(real)) return
  read.add(real)
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name)
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.isDirectory()) yield* filesIn(file, read)
    else yield { file, isFile: found?.isFile() ?? false }
  }
}

/** One document on each line, or one over all lines: what the first line is, says which. */
async function* documentsIn(file: string): AsyncGenerator<Document> {
  for await (const { line, text } of linesOf(file)) {
    const value = parsed(text)
    if (value === undefined && line === 1 && statSync(file).size <= LIMITS.sourceFileBytes) {
      const whole = parsed(withoutMark(readFileSync(file, 'utf8')))
      if (whole !== undefined) return yield { at: file, value: whole }
    }
    yield { at: `${file}:${line}`, value }
  }
}

function* receiptsIn({ at, value }: Document): Generator<ListedReceipt> {
  if (!Array.isArray(value)) return yield { at, value: receiptOf(value) }
  if (value.length === 0) yield { at, value: 'none' }
  for (const [place, member] of value.entries()) yield { at: `${at}[${place}]`, value: receiptOf(member) }
}

const answerSchema = z.object({ receipt: receiptSchema })

function receiptOf(value: unknown): ListedReceipt['value'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'unreadable'
  const receipt = receiptSchema.safeParse(value).data ?? answerSchema.safeParse(value).data?.receipt
  return receipt ?? (hasReceipt(value) ? 'unreadable' : 'none')
}

const OF_RECEIPTS: readonly string[] = ['receipt', 'leafhash', 'signature']

/** Anything that only a receipt has, however deep it lies: something that was bent is no answer without one. */
function hasReceipt(value: object): boolean {
  const waiting: object[] = [value]
  for (let one = waiting.pop(); one; one = waiting.pop())
    for (const [name, inner] of Object.entries(one)) {
      if (OF_RECEIPTS.includes(name.toLowerCase())) return true
      if (typeof inner === 'object' && inner !== null) waiting.push(inner)
    }
  return false
}

/** Digits alone: what another program takes for a number (`0x1`, `1e0`, true) is none. */
const numberSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
  .or(z.number().int().min(1))
const callSchema = z.object({ decision: z.string().min(1), number: numberSchema })

async function* callsIn(file: string): AsyncGenerator<ListedCall> {
  let header: readonly string[] | undefined
  for await (const { line, text } of linesOf(file)) {
    const at = `${file}:${line}`
    if (!header && text.trimStart().startsWith('{')) {
      for await (const document of documentsIn(file)) yield { at: document.at, value: callOf(document.value) }
      return
    }
    const cells = cellsIn(text)
    if (header) {
      const row = Object.fromEntries(header.map((name, place) => [name, cells?.[place]]))
      yield { at: `${at} ${row.time ?? ''}`.trim(), value: callOf(row) }
      continue
    }
    header = cells?.map((name) => name.toLowerCase().replace(/^sluis-/, ''))
    const named = (wanted: string) => header?.filter((name) => name === wanted).length === 1
    if (!named('decision') || !named('number')) return yield { at, value: 'header' }
  }
}

function callOf(value: unknown): ListedCall['value'] {
  return callSchema.safeParse(value).data ?? 'unreadable'
}

/** Of one line: a quote that is not closed on it would make everything that follows part of one field. */
function cellsIn(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(/[,;\t]/).map((cell) => cell.trim())
  try {
    const options = { delimiter: [',', ';', '\t'], trim: true, max_record_size: LIMITS.bodyBytes }
    const [cells] = parse(line, options) as string[][]
    return cells
  } catch {
    return undefined
  }
}

/** But for empty ones; numbered from 1. */
async function* linesOf(file: string): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  const handle = await open(file)
  try {
    let line = 0
    for await (const text of handle.readLines()) {
      line += 1
      if (text.trim() !== '') yield { line, text: line === 1 ? withoutMark(text) : text }
    }
  } finally {
    await handle.close()
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
