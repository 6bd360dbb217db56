/** A call that is paused, so that what comes meanwhile does come meanwhile, however fast or slow the machine is. */

/** Each call of this method waits until `open`; `reached` resolves at the first. */
export function paused<Of extends object>(of: Of, name: keyof Of & string) {
  const method = of[name] as (...given: unknown[]) => unknown
  let [arrive, open] = [() => {}, () => {}]
  const reached = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const waiting = async (...given: unknown[]) => {
    arrive()
    await gate
    return method.apply(of, given)
  }
  Object.assign(of, { [name]: waiting })
  return {
    reached,
    open() {
      Object.assign(of, { [name]: method })
      open()
    },
  }
}
