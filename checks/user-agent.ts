/**
 * Begins as Edge's does and ends in the agent's own name: servers, web filters and proxies that sort by the first words answer as they answer
 * Edge, which is what is to be found out, and nobody is told that this is Edge.
 */
export const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) TerminalPreflight/1'
