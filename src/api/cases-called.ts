/** Cases by what people call them. All of that day are looked at, in turns: many of one day may come from elsewhere at once. */
import { caseReference, dayNamed, endOfItsDay } from '../cases/reference.ts'
import type { Case } from '../domain/case.ts'
import { turn } from '../log/turn.ts'
import type { CaseRegister } from '../ports.ts'

/** Those behind `after` with this reference; `count` are looked at in a turn. */
export async function calledSo(
  cases: Pick<CaseRegister, 'list'>,
  oin: string,
  reference: string,
  after: string | null,
  count: number,
): Promise<readonly Case[]> {
  const day = dayNamed(reference)
  const found: Case[] = []
  let last = after ?? endOfItsDay(reference)
  for (;;) {
    const rows = await cases.list(oin, last, count)
    found.push(...rows.filter(({ id }) => caseReference(id) === reference))
    const end = rows.at(-1)
    if (!end || rows.length < count || dayNamed(caseReference(end.id)) < day) return found
    last = end.id
    await turn()
  }
}
