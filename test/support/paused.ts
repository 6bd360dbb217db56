/** A call that is paused, so that what comes meanwhile does come meanwhile, however fast or slow the machine is. */
import { gate } from './gate.ts'

/** Each call of this method waits until `open`; `reached` resolves at the first. */
export function paused<Of extends object>(of: Of, name: keyof Of & string) {
  const method = of[name] as (...given: unknown[]) => unknown
  const [first, rest] = [gate(), gate()]
  const waiting = async (...given: unknown[]) => {
    first.open()
    await rest.opened
    return method.apply(of, given)
  }
  Object.assign(of, { [name]: waiting })
  return {
    reached: first.opened,
    open() {
      Object.assign(of, { [name]: method })
      rest.open()
    },
  }
}
