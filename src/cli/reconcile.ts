/** `sluis log reconcile`: lists of others, read line by line and compared with the log; also beside a running server. */
import { join } from 'node:path'
import { isFinding, type Reconciliation, reconcile, type Span, type Told, type ToldCode } from '../log/reconcile.ts'
import type { LogTrust } from '../log/succession.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { openListed } from '../storage/sqlite/listed.ts'
import { type CommandIo, EXIT, UsageError } from './help.ts'
import { callsAt, receiptsAt } from './listed.ts'

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
  'entry-altered': [
    'de regel in het logboek is gewijzigd: wat er staat past niet bij zijn hash, de boom of de kolommen',
    'the entry in the log was altered: what stands there does not fit its hash, the tree or the columns',
  ],
  'signature-wrong': ['is niet door dit logboek ondertekend', 'is not signed by this log'],
  'line-unreadable': ['is niet te lezen', 'cannot be read'],
  'header-wrong': [
    'de kop noemt decision en number niet, of een ervan tweemaal; geen regel is vergeleken',
    'the header does not name decision and number, or one of them twice; no line was compared',
  ],
  'aborted-unlisted': [
    'afgebroken: geen bewijs gegeven, of de bron niet bereikt; geen bevinding',
    'aborted: no receipt was given, or the source was not reached; no finding',
  ],
  'preview-unlisted': ['voorproef zonder ontvanger; geen bevinding', 'preview without a receiver; no finding'],
  'receipt-again': ['hetzelfde bewijs nog eens; geen bevinding', 'the same receipt again; no finding'],
  'receipt-none': ['antwoord zonder ontvangstbewijs; geen bevinding', 'answer without a receipt; no finding'],
}

/** Exit code 1 with findings, and when nothing was compared. */
export async function reconcileWith(
  log: LogTrust,
  dataDir: string,
  { receipts, calls, json = false }: ReconcileOptions,
  io: CommandIo,
): Promise<number> {
  if ((receipts === undefined) === (calls === undefined))
    throw new UsageError('--receipts <bestand|map> | --calls <bestand>')
  const stored = openListed(join(dataDir, 'sluis.db'), createCrypto())
  try {
    const comparing = reconcile({ log, stored, tell: (told) => io.out(json ? jsonOf(told) : lineOf(told)) })
    if (receipts !== undefined) await readReceipts(receipts, comparing)
    if (calls !== undefined) await readCalls(calls, comparing)
    const result = comparing.end()
    const { listed, findings, notes, spans } = result
    const ok = findings === 0 && listed > 0
    if (json) io.out(`${JSON.stringify({ ok, ...result })}\n`)
    else {
      for (const span of spans) io.out(spanText(span))
      io.out(`vergeleken / compared: ${listed}, afwijkingen / findings: ${findings}, opmerkingen / notes: ${notes}\n`)
      if (listed === 0) io.out(NOTHING)
    }
    return ok ? EXIT.ok : EXIT.refused
  } finally {
    stored.close()
  }
}

const NOTHING =
  'er is niets vergeleken: in de lijst staat niets dat te vergelijken is / nothing was compared: the list has nothing to compare\n'

function spanText({ of, compared, first, last, outside }: Span): string {
  const listed = compared ? `${compared[0]} - ${compared[1]}` : '-'
  return `nummers / numbers ${of}: ${listed}; logboek / log: ${first} - ${last}; niet vergeleken / not compared: ${outside}\n`
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
  for await (const { at, value } of receiptsAt(path)) {
    if (value === 'unreadable') comparing.unreadable(at)
    else if (value === 'none') comparing.without(at)
    else comparing.receipt(value, at)
  }
}

async function readCalls(path: string, comparing: Reconciliation): Promise<void> {
  for await (const { at, value } of callsAt(path)) {
    if (value === 'unreadable') comparing.unreadable(at)
    else if (value === 'header') comparing.unreadable(at, 'header-wrong')
    else comparing.call(value, at)
  }
}
