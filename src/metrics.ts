/** Prometheus metrics from events. Labels are closed codes: no caller, case, subject or free text ever becomes one. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { COUNTERS, type Counts } from './domain/counters.ts'
import type { Event, Observer } from './events.ts'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What is so at the moment of asking. */
type Standing = {
  /** How many obligations are too late, by code. */
  readonly overdue: ReadonlyMap<string, number>
  /** Entries in the log, and how many of them the signed checkpoint covers. */
  readonly sequenced: number
  readonly integrated: number
  /** How many the checkpoint covers that enough witnesses cosigned; null: there are no witnesses. */
  readonly witnessed: number | null
  /** After older data was taken: until an operator lets it go on. */
  readonly erasingStopped: boolean
  /** What is counted durably (src/domain/counters.ts), since counting began. */
  readonly counts: Counts
}
export type Metrics = {
  readonly observe: Observer
  readonly text: (now: Standing) => Promise<string>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const inquiries = new Histogram({
    name: 'sluis_inquiry_seconds',
    help: 'Time to answer an inquiry, by outcome and status',
    labelNames: ['outcome', 'status'],
    buckets: SECONDS,
    registers,
  })
  const acts = new Counter({
    name: 'sluis_acts_total',
    help: 'Acts, by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const sources = new Histogram({
    name: 'sluis_source_seconds',
    help: 'Time a source took, by result',
    labelNames: ['source', 'result'],
    buckets: SECONDS,
    registers,
  })
  const commits = new Histogram({
    name: 'sluis_commit_seconds',
    help: 'Time of a durable commit',
    buckets: SECONDS,
    registers,
  })
  const entries = new Counter({ name: 'sluis_entries_total', help: 'Entries made durable', registers })
  const log = new Gauge({
    name: 'sluis_log_entries',
    help: 'Entries in the log, by state: those in the tree lag behind by a second at most, those that witnesses cosigned by a few',
    labelNames: ['state'],
    registers,
  })
  const requests = new Gauge({
    name: 'sluis_requests',
    help: 'Requests since counting began, as the log counts them: received is answered, refused, failed and under way',
    labelNames: ['counter'],
    registers,
  })
  const faults = new Counter({
    name: 'sluis_faults_total',
    help: 'Faults, by place and code',
    labelNames: ['where', 'code'],
    registers,
  })

  const late = new Gauge({
    name: 'sluis_obligations_overdue',
    help: 'Open obligations whose last day has passed, by obligation',
    labelNames: ['obligation'],
    registers,
  })

  const due = new Gauge({
    name: 'sluis_retention_due',
    help: 'What should be erased and is not yet, at the last look',
    registers,
  })
  const held = new Gauge({
    name: 'sluis_retention_held',
    help: 'What is due and held by a judgement or by the selection list, at the last look',
    registers,
  })
  const still = new Gauge({
    name: 'sluis_erasing_stopped',
    help: '1: nothing is erased, because holds may have been lost with what a backup lacks; "sluis log erasing resume"',
    registers,
  })
  const erased = new Counter({ name: 'sluis_erased_total', help: 'Cases and days that were erased', registers })

  const observe = (event: Event): void => {
    switch (event.type) {
      case 'inquiry':
        inquiries.observe({ outcome: event.outcome, status: event.status }, event.milliseconds / 1000)
        return
      case 'act':
        acts.inc({ kind: event.kind, outcome: event.outcome })
        return
      case 'source':
        sources.observe({ source: event.source, result: event.result }, event.milliseconds / 1000)
        return
      case 'commit':
        commits.observe(event.milliseconds / 1000)
        entries.inc(event.entries)
        return
      case 'retention':
        due.set(event.due)
        held.set(event.held)
        return
      case 'erased':
        erased.inc()
        return
      case 'fault':
        faults.inc({ where: event.where, code: event.code })
        return
      case 'integrated':
      case 'recovered':
      case 'adopted':
      case 'listening':
        return
    }
  }
  return {
    observe,
    text({ overdue, sequenced, integrated, witnessed, erasingStopped, counts }) {
      still.set(erasingStopped ? 1 : 0)
      for (const counter of COUNTERS) requests.set({ counter }, counts[counter])
      log.set({ state: 'sequenced' }, sequenced)
      log.set({ state: 'integrated' }, integrated)
      if (witnessed !== null) log.set({ state: 'witnessed' }, witnessed)
      late.reset()
      for (const [obligation, count] of overdue) late.set({ obligation }, count)
      return registry.metrics()
    },
  }
}
