/**
 * A pure function of a text that keeps its last answers: a run, its report and its bundle ask the same of the same few names and certificates
 * ten times over, and a helpdesk sees the same ones from every terminal of a fleet. What is kept has a bound, since others choose the texts.
 *
 * @param most how many answers
 * @param longest characters of a text whose answer is kept
 */
export function remembering<T>(answer: (text: string) => T, most: number, longest: number): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = answer(text)
    if (text.length > longest) return made
    const [oldest] = known.keys()
    if (known.size === most && oldest !== undefined) known.delete(oldest)
    known.set(text, made)
    return made
  }
}
