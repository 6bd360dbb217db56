/** Which page of the console opens, and with it what is for everybody who may open it: the policy says it. */
import { judge } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import type { Page } from '../domain/codes.ts'
import { no, ok, type Result } from '../errors.ts'
import type { AppPorts } from './context.ts'

const NOT_OPEN = {
  nl: 'Het beleid opent deze bladzijde niet voor deze rollen',
  en: 'The policy does not open this page to these roles',
}

export function opensPage(ports: AppPorts, caller: Caller, page: Page): Result<boolean> {
  const judged = judge(ports, caller, { input: { kind: 'read', resource: `page/${page}` }, held: null })
  return judged.ok ? ok(judged.value.decision.outcome === 'permit') : judged
}

/** A refusal for whom the page does not open. */
export function onPage(ports: AppPorts, caller: Caller, page: Page): Result<true> {
  const opens = opensPage(ports, caller, page)
  if (!opens.ok) return opens
  return opens.value ? ok(true) : no('forbidden', { detail: NOT_OPEN })
}
