import { fill, type Language } from '../../checks/text.ts'
import type { SeenProxy } from './observe.ts'
import { siteWords } from './words.ts'

/** The proxy as Edge has it, and where that is set. */
export function proxyText(proxy: SeenProxy | null, language: Language): string {
  const { proxies, setIn } = siteWords[language]
  if (proxy === null) return proxies.unseen
  const text = fill(proxies[proxy.kind], { value: proxy.value }, language)
  return proxy.where === null ? text : fill(setIn, { text, where: proxy.where }, language)
}
